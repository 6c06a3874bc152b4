package io.twinlake.orchestrator.move.endpoint;

/** What must be known of an endpoint's answers before its step is done. */
public enum Demand {
    NOTHING,
    /** One comes from the new primary. */
    ONE_ANSWER,
    /** All come from there, over the time that the endpoint's settings say. */
    PROOF
}
