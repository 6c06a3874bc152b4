package io.twinlake.sandbox.fault;

import java.time.Instant;

/**
 * A request that has no answer because a fault holds it.
 *
 * @param at when it arrived
 * @param fault what holds it: a gate, which it has not passed; a {@code one-way} connection, after it had its effect; ...
 * @param actor who called, as the call log names it
 */
public record HeldCall(Instant at, FaultKind fault, String actor, String method, String path) {}
