package io.twinlake.ledger.export;

import java.time.Instant;

/**
 * How far an export reaches: what has a higher number is in none yet.
 *
 * @param at when its rows were read
 */
public record Watermark(long runs, long auditEvents, long forgottenStates, Instant at) {}
