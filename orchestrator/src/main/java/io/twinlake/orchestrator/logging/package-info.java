/**
 * The log goes to standard error and is quiet unless asked for more.
 * No line leaves the process before secrets are taken out of it.
 */
package io.twinlake.orchestrator.logging;
