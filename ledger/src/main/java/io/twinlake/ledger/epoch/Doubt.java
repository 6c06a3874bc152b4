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
                        + "), and neither a witness nor a person has said since who serves.",
                "A witness that is configured and did not answer tells once it does. Without one, name the region that served last, even if it"
                        + " is dead (see which one the writers wrote to): `twinlake ledger restore --primary REGION --group "
                        + state.group()
                        + "`. To move the group, use `twinlake failover --mode forced`. Until then adopt, restore, drop and discard nothing in either region.");
    }
}
