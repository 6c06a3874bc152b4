/** The steps of a drill, a class per verb: each rehearses a part of a move at the region that stands by, and keeps what it found. */
package io.twinlake.orchestrator.drill.rehearse;
