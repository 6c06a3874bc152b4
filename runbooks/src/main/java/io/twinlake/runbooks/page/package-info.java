/**
 * A runbook for its reader: what happens, what is asked, and what to do by hand when a step fails.
 * Generated from the same text that runs, so that the two cannot differ.
 */
package io.twinlake.runbooks.page;
