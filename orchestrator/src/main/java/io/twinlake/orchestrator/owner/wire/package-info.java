/** What caller and owner say to each other over one connection: proof that both can read the file, the command, and its output in frames. */
package io.twinlake.orchestrator.owner.wire;
