package io.twinlake.ledger.journal;

import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One switch that a run turned.
 *
 * @param region the region that it was turned to
 * @param before the switch's own settings as they were found; no secrets
 * @param after the same settings as they were to be
 * @param etag what the platform answered for the settings found, where it has such a thing
 * @param at when it came to this state
 */
public record SwitchEntry(
        RunId run,
        String switchName,
        RegionName region,
        Map<String, String> before,
        Map<String, String> after,
        @Nullable String etag,
        State state,
        Instant at) {
    public SwitchEntry {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /** How far a turn came. */
    public enum State {
        /** Written before the first request is sent. */
        INTENDED,
        APPLIED,
        /** Read back from the platform. */
        VERIFIED
    }

    public SwitchEntry in(State next, Instant when) {
        return new SwitchEntry(run, switchName, region, before, after, etag, next, when);
    }
}
