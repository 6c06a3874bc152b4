package io.twinlake.config.group;

import java.time.Duration;

/**
 * What the group promises.
 *
 * @param rpo how old the newest replicated state may be
 * @param rto how long a move may take
 * @param lookupP95 the 95th percentile of a lookup by key
 * @param availability percent of lookups answered, for example 99.9
 * @param outage how long a region may be away and its tables still go back to what was replicated of them
 */
public record Objectives(Duration rpo, Duration rto, Duration lookupP95, double availability, Duration outage) {}
