package io.twinlake.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void refusesNumbersThatMakeNoSense() {
        Fault status = Fault.of(FaultKind.STATUS);

        assertThatThrownBy(() -> status.withShare(0)).hasMessageStartingWith("--share");
        assertThatThrownBy(() -> status.withShare(1.5)).hasMessageStartingWith("--share");
        assertThatThrownBy(() -> status.withCode(42)).hasMessageStartingWith("--code");
        assertThatThrownBy(() -> status.withPerSecond(0)).hasMessageStartingWith("--per-second");
        assertThatThrownBy(() -> status.withMethod("*")).hasMessageStartingWith("--method");
        assertThatThrownBy(() -> status.withActor("me")).hasMessageStartingWith("--actor");
        assertThatThrownBy(() -> status.withCount(-1, 0)).hasMessageStartingWith("--skip");
        assertThatThrownBy(() -> status.withCount(0, -1)).hasMessageStartingWith("--times");
    }

    @Test
    void refusesAPathOrAMethodForAFaultOfTheWholePort() {
        assertThatThrownBy(() -> Fault.of(FaultKind.DOWN).withPath("/api/*"))
                .hasMessage("'down' acts on the whole port and takes no --path");
        assertThatThrownBy(() -> Fault.of(FaultKind.BLACKHOLE).withMethod("PUT"))
                .hasMessage("'blackhole' acts on the whole port and takes no --method");
        assertThatThrownBy(() -> Fault.of(FaultKind.DOWN).withCount(0, 1))
                .hasMessage("'down' acts on the whole port and takes no --times");
    }

    @Test
    void namesTheKindsThatThereAre() {
        assertThat(FaultKind.of("drop-response")).isEqualTo(FaultKind.DROP_RESPONSE);
        assertThatThrownBy(() -> FaultKind.of("earthquake"))
                .hasMessageContaining("'earthquake'")
                .hasMessageContaining("blackhole, latency");
    }

    @Test
    void endsAtItsTime() {
        Faults faults = new Faults(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
        faults.add(Fault.of(FaultKind.STATUS).withUntil(NOW.plusSeconds(1)));
        faults.add(Fault.of(FaultKind.HANG).withUntil(NOW));

        assertThat(faults.active()).extracting(Fault::kind).containsExactly(FaultKind.STATUS);
        assertThat(faults.hit(FaultKind.HANG, "GET", "/", "other")).isEmpty();
    }

    @Test
    void survivesTheWayToTheControlPort() {
        Fault fault = Fault.of(FaultKind.GATE)
                .withPath("/a*")
                .withMethod("PUT")
                .withActor("twinlake")
                .withCount(1, 2)
                .withUntil(NOW);

        assertThat(FaultJson.read(FaultJson.print(fault), Fault.class)).isEqualTo(fault);
    }

    @Test
    void takesStarsAndQuestionMarksInAPathAndNothingElseSpecial() {
        assertThat(Glob.of("*/unity-catalog/tables*").matches("/api/2.1/unity-catalog/tables/a.b.c"))
                .isTrue();
        assertThat(Glob.of("/api/2.?/x").matches("/api/2.1/x")).isTrue();
        assertThat(Glob.of("/api/2.1/x").matches("/api/2x1/x")).isFalse();
        assertThat(Glob.of("/a[b]*").matches("/a[b]c")).isTrue();
    }
}
