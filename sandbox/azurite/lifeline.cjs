// Loaded before Azurite: ends this process when the one that started it is gone, unless the sandbox was detached from it,
// or when the sandbox's folder is gone.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const parent = Number(process.env.TWINLAKE_PARENT);
const sandbox = process.env.TWINLAKE_SANDBOX;

function parentRuns() {
  try {
    process.kill(parent, 0);
    return true;
  } catch {
    return false;
  }
}

function endIfCut() {
  if (!fs.existsSync(sandbox)) {
    process.exit(0);
  }
  if (!parentRuns() && !fs.existsSync(path.join(sandbox, 'detached'))) {
    process.kill(process.pid, 'SIGTERM');
  }
}

setInterval(endIfCut, 500).unref();
