package io.twinlake.failover.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.fence.FenceResult;
import io.twinlake.failover.fence.OpenResult;
import io.twinlake.failover.stranded.Stranded;
import io.twinlake.failover.stranded.StrandedSearch;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.tenure.Tenure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReverseHoldTest {
    private static final RegionName WEST = new RegionName("west");
    private static final RunId RUN = new RunId("r1");
    private static final FenceResult FENCED = new FenceResult.Fenced(List.of(), 0);

    private Ledger ledger;
    private ReverseHold hold;

    @BeforeEach
    void holdTheGroup(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        GroupName gold = new GroupName("gold");
        Ledger opened = JdbcLedger.open(new LedgerLocation(url, null, null), Clock.systemUTC());
        opened.epochs().current(gold, new RegionName("west"));
        ledger = opened.under(Tenure.of(gold, Epoch.FIRST));
        hold = new ReverseHold(ledger.holds(), gold);
        hold.hold(RUN, "forced");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void isReleasedOnceTheOldPrimaryIsFencedAndHasNothingThatWouldBeLost() {
        Release release = tryRelease(FENCED, () -> List.of(stranded(Stranded.Kind.NEW_TABLE)));

        assertThat(release).isInstanceOf(Release.Released.class);
        assertThat(hold.current()).isEmpty();
    }

    @Test
    void isTakenBackByTheRunThatHeldAndByNoOther() {
        hold.release(new RunId("r2"));
        assertThat(hold.current()).isPresent();

        hold.release(RUN);
        assertThat(hold.current()).isEmpty();
    }

    @Test
    void staysWhileTheOldPrimaryMayStillWrite() {
        Release release = tryRelease(new FenceResult.Unfenced("no answer"), () -> {
            throw new AssertionError("a region that may still write is not searched");
        });

        assertStillHeld(release, "no answer");
    }

    @Test
    void staysWhereTheSearchFailsForNotKnownIsNotNone() {
        Release release = tryRelease(FENCED, () -> {
            throw new ClientException(FailureCategory.UNAVAILABLE, "list", null, null, "connection refused", null);
        });

        assertStillHeld(release, "connection refused");
    }

    @Test
    void staysUntilStrandedCommitsAreSettled() {
        Release release =
                tryRelease(FENCED, () -> List.of(stranded(Stranded.Kind.COMMITS), stranded(Stranded.Kind.NEW_TABLE)));

        assertStillHeld(release, "never replicated: gold.s.t (version 2, WRITE of 2026-03-01T10:00:00Z)");
        assertThat(((Release.StillHeld) release).stranded())
                .extracting(Stranded::kind)
                .containsExactly(Stranded.Kind.COMMITS);
    }

    @Test
    void staysWhereOneSchemaCouldNotBeListedAndNamesWhatTheOthersHold() {
        StrandedSearch half =
                new StrandedSearch(List.of(stranded(Stranded.Kind.COMMITS)), List.of("gold.s2 (HTTP 500)"));

        Release release = hold.tryRelease(WEST, new FenceTwin(FENCED), () -> half, RUN, () -> {});

        assertStillHeld(release, "gold.s2 (HTTP 500)");
        assertStillHeld(release, "gold.s.t (version 2");
        assertThat(((Release.StillHeld) release).stranded())
                .as("nothing is settled before all is known")
                .isEmpty();
    }

    @Test
    void namesTheTablesThatOnlyTheOldPrimaryHas() {
        Release release = tryRelease(FENCED, () -> List.of(stranded(Stranded.Kind.NEW_TABLE)));

        assertThat(release)
                .isInstanceOfSatisfying(
                        Release.Released.class,
                        released -> assertThat(released.sentences())
                                .singleElement()
                                .asString()
                                .contains("gold.s.t"));
    }

    private void assertStillHeld(Release release, String reason) {
        assertThat(release)
                .isInstanceOfSatisfying(
                        Release.StillHeld.class,
                        held -> assertThat(held.reason()).contains(reason));
        assertThat(hold.current()).isPresent();
    }

    private Release tryRelease(FenceResult fenced, Supplier<List<Stranded>> search) {
        return hold.tryRelease(
                WEST, new FenceTwin(fenced), () -> new StrandedSearch(search.get(), List.of()), RUN, () -> {});
    }

    private static Stranded stranded(Stranded.Kind kind) {
        Instant at = Instant.parse("2026-03-01T10:00:00Z");
        return new Stranded(ObjectName.parse("gold.s.t"), "id", kind, 1L, 2, at, "WRITE", "alice");
    }

    /** A fence whose result is given. */
    private record FenceTwin(FenceResult result) implements Fence {
        @Override
        public FenceResult fence(RegionName region, RunId run, Duration within, Runnable guard) {
            return result;
        }

        @Override
        public OpenResult open(RegionName region, RunId run, Runnable guard) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OpenResult unfence(RegionName region, RunId run, Runnable guard) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> verifyStandby(RegionName region) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> verifySeen(RegionName region) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remember(RegionName region) {
            throw new UnsupportedOperationException();
        }
    }
}
