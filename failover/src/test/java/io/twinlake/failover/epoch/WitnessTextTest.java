package io.twinlake.failover.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WitnessTextTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String FREE = """
            {
              "group" : "gold",
              "epoch" : 7,
              "effectivePrimary" : "north",
              "since" : "2026-11-20T12:00:00Z",
              "owner" : "run 1",
              "reason" : "flood"
            }""";
    private static final String HELD = """
            {
              "group" : "gold",
              "epoch" : 7,
              "effectivePrimary" : "north",
              "since" : "2026-11-20T12:00:00Z",
              "owner" : "run 1",
              "reason" : "flood",
              "holder" : "host",
              "heldSince" : "2026-11-20T12:00:00Z",
              "heldAs" : "ledger/3"
            }""";

    @Test
    void isOneFlatObjectThatAPersonCanRead() {
        assertThat(WitnessText.write(state(Optional.empty()))).isEqualToNormalizingNewlines(FREE);
        assertThat(WitnessText.write(state(holder()))).isEqualToNormalizingNewlines(HELD);
    }

    @Test
    void tellsWhoServesAndWhoTookTheLeaseLast() {
        assertThat(WitnessText.read(GOLD, FREE, "etag")).isEqualTo(state(Optional.empty()));
        assertThat(WitnessText.read(GOLD, HELD, "etag")).isEqualTo(state(holder()));
    }

    @Test
    void provesNothingWhereItIsNoneOfOurs() {
        refuses("null", "cannot be understood");
        refuses("[]", "cannot be understood");
        refuses("{}", "cannot be understood");
        refuses(HELD.replace("\"north\"", "null"), "cannot be understood");
        refuses(HELD.replace("reason", "because"), "cannot be understood");
        refuses(HELD.replace("gold", "silver"), "speaks of group silver");
    }

    private static void refuses(String text, String why) {
        assertThatExceptionOfType(EpochUnproven.class)
                .isThrownBy(() -> WitnessText.read(GOLD, text, "etag"))
                .withMessageContaining(why);
    }

    private static WitnessState state(Optional<WitnessState.Holder> holder) {
        EpochState epoch = new EpochState(GOLD, new Epoch(7), new RegionName("north"), NOON, "run 1");
        return new WitnessState(epoch, "flood", holder, "etag");
    }

    private static Optional<WitnessState.Holder> holder() {
        return Optional.of(new WitnessState.Holder("host", NOON, "ledger/3"));
    }
}
