/**
 * A runbook's text as a runbook: strict, so that a word that is not understood is never passed over.
 * Every problem is told at once, each with its line.
 */
package io.twinlake.runbooks.yaml;
