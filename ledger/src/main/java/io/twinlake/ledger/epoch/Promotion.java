package io.twinlake.ledger.epoch;

/** The answer to an attempt to promote a region: losing the race is a value. */
public sealed interface Promotion {
    /** The region serves from now on. */
    record Promoted(EpochState state) implements Promotion {}

    /** Somebody else promoted since the epoch was read; nothing was changed. */
    record Lost(EpochState current) implements Promotion {}
}
