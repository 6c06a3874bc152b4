/**
 * The operating system's side of a sandbox: free ports, child processes and the promise that none outlives what it belongs to.
 * A process is known by its id and its start time together, so that a reused id is never mistaken for ours.
 */
@NullMarked
package io.twinlake.sandbox.process;

import org.jspecify.annotations.NullMarked;
