/** A group at work: one room hands out all that the syncs, moves, drills and reports of a group work with. */
package io.twinlake.orchestrator.group;
