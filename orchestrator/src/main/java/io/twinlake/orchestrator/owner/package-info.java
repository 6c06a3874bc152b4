/**
 * The process that owns an H2 ledger serves other commands over REST on the loopback address.
 * A file beside the ledger, readable by its owner alone, tells its port and token.
 */
package io.twinlake.orchestrator.owner;
