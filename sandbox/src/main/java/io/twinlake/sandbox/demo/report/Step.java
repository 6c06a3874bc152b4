package io.twinlake.sandbox.demo.report;

/**
 * One step of the tour.
 *
 * @param status {@code ok}, {@code failed} or {@code skipped}
 */
public record Step(String name, String status, double seconds) {}
