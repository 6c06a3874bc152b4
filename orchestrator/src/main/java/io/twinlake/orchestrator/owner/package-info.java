/**
 * The process that owns an H2 ledger runs other commands for their callers, over one connection each on the loopback address.
 * A file beside the ledger, readable by its owner alone, tells its port and token.
 */
package io.twinlake.orchestrator.owner;
