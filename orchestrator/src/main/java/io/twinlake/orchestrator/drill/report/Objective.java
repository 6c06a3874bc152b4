package io.twinlake.orchestrator.drill.report;

/** One of the group's objectives beside what the drill measured; both in words. */
public record Objective(String name, String target, String measured, boolean met) {}
