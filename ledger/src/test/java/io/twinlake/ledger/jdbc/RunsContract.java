package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class RunsContract extends LedgerContract {
    RunsContract(TestDatabase database) {
        super(database);
    }

    @Test
    void remembersARunAsItWasStarted() {
        Run started = ledger.runs().start(GOLD, RunKind.SYNC, THERE, new Epoch(7));
        reopen();

        assertThat(ledger.runs().find(started.id())).contains(started);
        assertThat(started.startedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00.123456Z"));
        assertThat(started.result()).isEqualTo(RunResult.RUNNING);
    }

    @Test
    void remembersHowARunEnded() {
        Run run = startSync();
        clock.pass(Duration.ofSeconds(5));
        ledger.runs().end(run.id(), RunResult.PARTIAL, Map.of("created", 3, "failed", 1), "1 of 4 objects failed");
        reopen();

        Run ended = ledger.runs().find(run.id()).orElseThrow();
        assertThat(ended.end().at()).isEqualTo(Instant.parse("2026-11-20T10:00:05.123456Z"));
        assertThat(ended.result()).isEqualTo(RunResult.PARTIAL);
        assertThat(ended.end().counts()).isEqualTo(Map.of("created", 3, "failed", 1));
        assertThat(ended.end().message()).isEqualTo("1 of 4 objects failed");
    }

    @Test
    void keepsTheFirstEndWhenToldTheSameAgain() {
        Run run = startSync();
        ledger.runs().end(run.id(), RunResult.SUCCEEDED, Map.of("kept", 1), "first");
        clock.pass(Duration.ofMinutes(1));
        ledger.runs().end(run.id(), RunResult.SUCCEEDED, Map.of("kept", 2), "second");

        Run ended = ledger.runs().find(run.id()).orElseThrow();
        assertThat(ended.end().message()).isEqualTo("first");
        assertThat(ended.end().at()).isEqualTo(Instant.parse("2026-11-20T10:00:00.123456Z"));
    }

    @Test
    void takesAnInterruptedRunUpUnderItsOldId() {
        Run run = startSync();
        ledger.runs().end(run.id(), RunResult.INTERRUPTED, Map.of("created", 1), "its process died");
        ledger.runs().resume(run.id());

        assertThat(ledger.runs().find(run.id())).contains(run);
    }

    @Test
    void givesEveryRunAnIdThatSortsByItsStart() {
        Run first = startSync();
        clock.pass(Duration.ofMillis(1));
        Run second = startSync();

        assertThat(first.id()).isLessThan(second.id());
    }

    @Test
    void listsTheNewestFirst() {
        Run first = startSync();
        Run second = startSync();
        Run third = startSync();
        ledger.runs().start(new GroupName("silver"), RunKind.SYNC, THERE, Epoch.FIRST);

        assertThat(ledger.runs().history(List.of(GOLD), 2)).containsExactly(third, second);
        assertThat(ledger.runs().history(List.of(GOLD), 9)).containsExactly(third, second, first);
    }

    @Test
    void listsTheRunsOfSeveralGroupsByTheirNumberWhateverTheClocksSay() {
        Run first = startSync();
        clock.set(Duration.ofHours(-1));
        GroupName silver = new GroupName("silver");
        Run second = ledger.runs().start(silver, RunKind.SYNC, THERE, Epoch.FIRST);
        clock.set(Duration.ofHours(-2));
        Run third = startSync();

        assertThat(ledger.runs().history(List.of(GOLD, silver), 9)).containsExactly(third, second, first);
        assertThat(ledger.runs().history(List.of(GOLD, silver), 2)).containsExactly(third, second);
        assertThat(ledger.runs().history(List.of(silver), 2)).containsExactly(second);
    }

    @Test
    void tellsTheLatestOfAKindAndTheLatestThatSucceeded() {
        Run succeeded = startSync();
        ledger.runs().end(succeeded.id(), RunResult.SUCCEEDED, Map.of(), "done");
        Run failed = startSync();
        ledger.runs().end(failed.id(), RunResult.FAILED, Map.of(), "refused");
        ledger.runs().start(GOLD, RunKind.VERIFY, THERE, Epoch.FIRST);

        assertThat(ledger.runs().latest(GOLD, RunKind.SYNC).map(Run::id)).contains(failed.id());
        assertThat(ledger.runs().latestSuccess(GOLD, RunKind.SYNC).map(Run::id)).contains(succeeded.id());
        assertThat(ledger.runs().latest(GOLD, RunKind.DRILL)).isEmpty();
    }

    @Test
    void ordersRunsAsTheyWereBegunAlthoughTheClocksOfHostsDiffer() {
        Run first = startSync();
        clock.set(Duration.ofHours(-1));
        Run behind = startSync();
        clock.pass(Duration.ofHours(2));
        Run ahead = startSync();
        clock.set(Duration.ofHours(-1));
        Run last = startSync();

        assertThat(ledger.runs().history(List.of(GOLD), 9)).containsExactly(last, ahead, behind, first);
        assertThat(ledger.runs().latest(GOLD, RunKind.SYNC)).contains(last);
        assertThat(ledger.runs().open(GOLD, RunKind.SYNC)).containsExactly(last, ahead, behind, first);
        ledger.runs().end(ahead.id(), RunResult.SUCCEEDED, Map.of(), "done");
        ledger.runs().end(last.id(), RunResult.SUCCEEDED, Map.of(), "done");
        assertThat(ledger.runs().latestSuccess(GOLD, RunKind.SYNC).map(Run::id)).contains(last.id());
    }

    @Test
    void listsTheRunsThatHaveNotEndedOrAreToBeTakenUp() {
        Run ended = startSync();
        ledger.runs().end(ended.id(), RunResult.PARTIAL, Map.of(), "1 of 4 objects failed");
        Run interrupted = startSync();
        ledger.runs().end(interrupted.id(), RunResult.INTERRUPTED, Map.of(), "its process died");
        Run verify = ledger.runs().start(GOLD, RunKind.VERIFY, THERE, Epoch.FIRST);
        ledger.runs().start(GOLD, RunKind.DRILL, THERE, Epoch.FIRST);

        assertThat(ledger.runs().open(GOLD, RunKind.SYNC, RunKind.VERIFY))
                .extracting(Run::id)
                .containsExactly(verify.id(), interrupted.id());
    }
}
