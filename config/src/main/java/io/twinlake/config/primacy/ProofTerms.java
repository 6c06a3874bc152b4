package io.twinlake.config.primacy;

import java.time.Duration;

/**
 * What proves that an endpoint has turned on every instance that its callers may meet: nothing that Azure answers does.
 *
 * @param answers how many answers in a row must come from the new region's workspace
 * @param over how long that row must last
 */
public record ProofTerms(int answers, Duration over) {}
