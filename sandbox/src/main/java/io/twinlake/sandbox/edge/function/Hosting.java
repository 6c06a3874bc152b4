package io.twinlake.sandbox.edge.function;

/**
 * On what a Function app runs.
 *
 * @param instances which share its requests
 * @param startMs how long one takes to start
 */
public record Hosting(int instances, FunctionPlan plan, long startMs) {}
