/**
 * The fault matrix: operations, each struck by every fault at every step, and an oracle that looks at what was left. One cell is one
 * fault in one step of one operation; what ran is kept row by row and told in {@code docs/reliability.md}.
 */
package io.twinlake.orchestrator.faults;
