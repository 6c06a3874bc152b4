package io.twinlake.orchestrator.faults;

/**
 * Pairs that no cell of their own has, because they cannot differ from one that has.
 *
 * @param pairs which ones
 * @param into the cell or cells that stand for them
 * @param reason why no difference can be seen
 */
record Merged(String pairs, String into, String reason) {}
