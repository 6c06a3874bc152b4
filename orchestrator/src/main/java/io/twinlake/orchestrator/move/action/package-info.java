/**
 * What the steps of a move do, a class per verb, on top of the parts that know how: sync, fence, epoch, switches, stranded commits.
 * Each checks its own preconditions, reads before it writes, and may be repeated by another process.
 */
package io.twinlake.orchestrator.move.action;
