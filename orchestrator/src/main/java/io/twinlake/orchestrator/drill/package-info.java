/**
 * A drill: proves that the secondary region could serve, moves nothing, and leaves nothing behind but its report.
 * Its order of steps is the runbook's; each step's finding is a value, so that one miss does not hide the next.
 */
package io.twinlake.orchestrator.drill;
