/** One step of a runbook, of a move as of a drill: what becomes of it, and the engine that performs and records it. */
package io.twinlake.orchestrator.step;
