/**
 * A move of a group to its other region, or back: what is asked for, what its steps are given, and what they answer.
 * A step's action checks its own preconditions and may be repeated; the order of steps is the runbook's.
 */
package io.twinlake.orchestrator.move;
