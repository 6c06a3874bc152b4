/**
 * A comparison of both sides as a run of its own: recorded in the ledger, so that status can tell its age.
 * It takes no lease, because it changes nothing.
 */
package io.twinlake.orchestrator.verify;
