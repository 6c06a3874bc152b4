package io.twinlake.ledger.epoch;

import java.time.Instant;

/**
 * Why it is not known which region serves, for people.
 *
 * @param sentence what is not known
 * @param next what to do, in sentences
 */
public record Doubt(String sentence, String next) {
    static Doubt of(EpochState state, Instant copied) {
        return new Doubt(
                "Who serves group " + state.group() + " is not proven: this ledger was restored from a copy of "
                        + copied
                        + " (epoch " + state.epoch() + ", " + state.effectivePrimary()
                        + "), and nothing tells of a move behind it.",
                "See which region the writers write to, then `twinlake ledger restore --primary REGION --group "
                        + state.group()
                        + "`. Until then adopt, restore, drop and discard nothing in either region.");
    }
}
