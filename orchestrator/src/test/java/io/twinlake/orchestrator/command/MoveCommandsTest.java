package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.OpenedLedger;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.yaml.Procedures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failover, failback, runbook and doctor answer, and with which exit code. */
class MoveCommandsTest {
    private static final String PLANNED =
            "failover --mode planned --to northeurope --confirm northeurope --reason test";
    private static final String FORCED = "failover --mode forced --to northeurope --confirm northeurope --reason test";
    private static final String BACK = "failback --confirm westeurope --reason test";

    @TempDir
    Path folder;

    private TwinFolder twin;
    private Components components;

    @BeforeEach
    void configure() {
        twin = new TwinFolder(folder).holding("0-a", "1-b");
        twin.configuration("");
        components = TwinComponents.on(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover --to northeurope --confirm northeurope --reason test",
                "failover --mode planned --confirm northeurope --reason test",
                "failover --mode planned --to mars --confirm mars --reason test",
                "failover --mode planned --to northeurope --confirm northeurope",
                "failover --mode planned --to northeurope --accept-data-loss 15m --confirm northeurope --reason test",
                "failover --mode forced --to northeurope --accept-data-loss soon --confirm northeurope --reason test",
                "failover --mode sideways --to northeurope --confirm northeurope --reason test",
                "failover --resume a --rollback b",
                "failover --resume a --mode planned",
                "failback --stranded maybe --confirm westeurope --reason test",
                "runbook show nothing"
            })
    void wrongUseIsToldAndChangesNothing(String words) {
        CommandRun refused = run(words);

        assertThat(refused.exit()).as(refused.out()).isEqualTo(64);
        assertThat(refused.document().at("/error/next").asText()).isNotEmpty();
        assertThat(twin.performed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover --mode planned --to northeurope --reason test",
                "failover --mode planned --to northeurope --confirm westeurope --reason test",
                PLANNED + " --epoch 7",
                FORCED + " --accept-data-loss unbounded --epoch 7",
                "failover --mode planned --to westeurope --confirm westeurope --reason test",
                FORCED,
                FORCED + " --accept-data-loss 15m",
                BACK,
                "failover --resume nothing",
                "failover --rollback nothing"
            })
    void whatIsNotConfirmedNotAcceptedOrNotThereIsRefusedAndChangesNothing(String words) {
        CommandRun refused = run(words);

        assertThat(refused.exit()).as(refused.out()).isEqualTo(6);
        assertThat(twin.world()).isEmpty();
        assertThat(status().path("epoch").asInt()).isEqualTo(1);
    }

    @Test
    void aSyncThatIsToSettleWhatIsStrandedSaysWhereNothingCanBe() {
        CommandRun synced = run("sync --stranded discard");

        assertThat(synced.exit()).as(synced.out()).isZero();
        assertThat(synced.document().at("/warnings/0").asText()).contains("No region was left", "--stranded");
    }

    @Test
    void aDryRunPlansEveryStepAndLeavesNoTrace() {
        CommandRun dry = run("failover --mode planned --to northeurope --dry-run");

        assertThat(dry.exit()).as(dry.out()).isZero();
        assertThat(dry.document().path("result").asText()).isEqualTo("PLANNED");
        assertThat(dry.document().path("run").isNull()).isTrue();
        assertThat(dry.document().path("steps"))
                .hasSameSizeAs(Procedures.of(RunbookKind.PLANNED_FAILOVER).steps());
        assertThat(twin.world()).isEmpty();
        assertThat(run("history").document().path("runs")).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeRefused() {
        CommandRun dry = run("failover --mode forced --to northeurope --accept-data-loss 15m --dry-run");

        assertThat(dry.exit()).isEqualTo(6);
        assertThat(dry.document().path("result").asText()).isEqualTo("REFUSED");
        assertThat(dry.document().path("steps").findValuesAsText("status")).contains("REFUSED");
    }

    @Test
    void aPlannedMoveAnswersTheContractsDocument() {
        CommandRun moved = run(PLANNED);

        JsonNode document = moved.document();
        assertThat(moved.exit()).as(moved.out()).isZero();
        assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(document.path("mode").asText()).isEqualTo("planned");
        assertThat(document.path("from").asText()).isEqualTo("westeurope");
        assertThat(document.path("to").asText()).isEqualTo("northeurope");
        assertThat(document.path("epoch").asInt()).isEqualTo(2);
        assertThat(document.path("rpoSeconds").asDouble(1)).isZero();
        assertThat(document.path("proof").asText()).isEqualTo("PROVEN");
        assertThat(document.path("rtoSeconds").isNumber()).isTrue();
        assertThat(document.path("unfenced").asBoolean()).isFalse();
        assertThat(document.path("steps").findValuesAsText("status")).containsOnly("DONE", "SKIPPED");
        assertThat(document.path("switches").findValuesAsText("after")).containsOnly("northeurope");
        assertThat(moved.err()).contains("promote", "northeurope is the effective primary, epoch 2.");
    }

    @Test
    void aPlannedMoveThatCannotBeProvenAgainSaysSoAndHoldsTheWayBack() {
        twin.failAt("prove-again");

        CommandRun moved = run(PLANNED);

        JsonNode document = moved.document();
        assertThat(moved.exit()).as(moved.out()).isEqualTo(8);
        assertThat(document.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(document.path("proof").asText()).isEqualTo("NOT_PROVEN");
        assertThat(document.path("rpoSeconds").isNull()).isTrue();
        assertThat(status().path("effectivePrimary").asText()).isEqualTo("northeurope");
        assertThat(status().path("state").asText()).isEqualToIgnoringCase("held");
    }

    @Test
    void aRegionThatStandsByAndWasLeftUnfencedIsSearchedBeforeASyncWritesThere() {
        run(PLANNED);
        leaveUnfenced("westeurope");

        CommandRun sync = run("sync");

        assertThat(sync.exit()).as(sync.out()).isEqualTo(6);
        assertThat(sync.document().at("/error/message").asText()).contains("region westeurope could not be searched");
        assertThat(status().path("state").asText()).isEqualToIgnoringCase("held");
        assertThat(twin.world("jobs-westeurope")).isEqualTo("fenced");
    }

    private void leaveUnfenced(String region) {
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:" + folder + "/ledger/twinlake", null, null);
        GroupName gold = new GroupName("gold");
        try (OpenedLedger opened = components.ledgers().apply(location)) {
            opened.ledger()
                    .under(Tenure.of(gold, new Epoch(2)))
                    .fences()
                    .put(new FenceState(
                            gold,
                            new RegionName(region),
                            FenceState.Status.UNFENCED,
                            Instant.now(),
                            new RunId("a move"),
                            "no answer"));
        }
    }

    @Test
    void aForcedMoveTellsTheLossThatWasAccepted() {
        run("sync");

        JsonNode document =
                run(FORCED + " --accept-data-loss 15m --without-witness").document();

        assertThat(document.path("mode").asText()).isEqualTo("forced");
        assertThat(document.path("withoutWitness").asBoolean()).isTrue();
        assertThat(document.path("rpoSeconds").isNumber()).isTrue();
        assertThat(status().path("effectivePrimary").asText()).isEqualTo("northeurope");
    }

    @Test
    void aGroupMovesThereAndBack() {
        run(PLANNED);

        JsonNode back = run(BACK).document();

        assertThat(back.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(back.path("epoch").asInt()).isEqualTo(3);
        assertThat(status().path("effectivePrimary").asText()).isEqualTo("westeurope");
        assertThat(run("history").document().path("runs").findValuesAsText("kind"))
                .contains("FAILOVER", "FAILBACK");
    }

    @Test
    void aMoveThatWasBrokenOffIsSettledBeforeAnotherOneBegins() {
        twin.failAt("prove-versions");
        run(PLANNED);

        CommandRun other = run(BACK);

        assertThat(other.exit()).isEqualTo(6);
        assertThat(other.document().at("/error/next").asText()).contains("--resume", "--rollback");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLANNED, "failover --resume RUN"})
    void aMoveThatHeldTheWayBackAndDidNotPromoteGoesOn(String words) {
        twin.failAt("promote");
        String broken = run(PLANNED).document().at("/error/object").asText();
        twin.failNoMore();
        holdAsAPromotionDoes(broken);

        CommandRun again = run(words.replace("RUN", broken));

        assertThat(again.exit()).as(again.out()).isZero();
        assertThat(run("sync").exit()).isZero();
    }

    @Test
    void aDryRunOfAFailbackSaysHowMuchIsCopiedWhole() {
        run(PLANNED);
        twin.addRow(TwinFolder.SECONDARY, "0-a", "born in the north");

        CommandRun dry = run("failback --dry-run");

        assertThat(dry.exit()).as(dry.out()).isZero();
        assertThat(dry.out())
                .contains("1 tables are copied whole for the first time in this direction, 1.500 GB: about 15 s");
    }

    private void holdAsAPromotionDoes(String run) {
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:" + folder + "/ledger/twinlake", null, null);
        try (OpenedLedger opened = components.ledgers().apply(location)) {
            opened.ledger().holds().hold(new GroupName("gold"), "a promotion begins", new RunId(run));
        }
    }

    @Test
    void aForcedMoveGoesBeforeAPlannedOneThatWasBrokenOff() {
        run("sync");
        twin.failAt("prove-versions");
        run(PLANNED);
        twin.failNoMore();
        twin.goDown();

        CommandRun forced = run(FORCED + " --accept-data-loss 15m");

        assertThat(forced.exit()).as(forced.out()).isZero();
        assertThat(forced.document().path("unfenced").asBoolean()).isTrue();
    }

    @Test
    void aMoveThatDiedBeforeItsFirstStepIsInNobodysWay() {
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:" + folder + "/ledger/twinlake", null, null);
        Direction direction = new Direction(new RegionName("westeurope"), new RegionName("northeurope"));
        try (OpenedLedger opened = components.ledgers().apply(location)) {
            GroupName gold = new GroupName("gold");
            opened.ledger().epochs().current(gold, new RegionName("westeurope"));
            opened.ledger()
                    .under(Tenure.of(gold, Epoch.FIRST))
                    .runs()
                    .start(gold, RunKind.FAILOVER, direction, Epoch.FIRST);
        }

        assertThat(run(PLANNED).document().path("result").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aMoveWhoseJobIsOverAndWhoseRunIsNotIsTakenUpToItsEnd() {
        String run = run(PLANNED).document().path("run").asText();
        reopen(run);

        CommandRun resumed = run("failover --resume " + run);

        assertThat(resumed.exit()).as(resumed.out()).isZero();
        assertThat(resumed.document().path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(run(BACK).document().path("result").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRollbackWhoseJobIsOverAndWhoseRunIsNotIsTakenUpToItsEnd() {
        twin.failAt("prove-versions");
        String run = run(PLANNED).document().at("/error/object").asText();
        run("failover --rollback " + run);
        reopen(run);

        CommandRun again = run("failover --rollback " + run);

        assertThat(again.exit()).as(again.out()).isZero();
        assertThat(again.document().path("result").asText()).isEqualTo("ROLLED_BACK");
    }

    /** What a kill left between the end of a job and that of its run, and may have left in an older ledger. */
    private void reopen(String run) {
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:" + folder + "/ledger/twinlake", null, null);
        try (OpenedLedger opened = components.ledgers().apply(location)) {
            GroupName gold = new GroupName("gold");
            Epoch now = opened.ledger()
                    .epochs()
                    .current(gold, new RegionName("westeurope"))
                    .epoch();
            opened.ledger().under(Tenure.of(gold, now)).runs().resume(new RunId(run));
        }
    }

    @Test
    void aMoveWhoseEndCouldNotBeRecordedIsNoSuccessAndIsResumed() {
        twin.failAt(TwinFolder.BEFORE_THE_END);

        CommandRun broken = run(PLANNED);

        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.document().at("/error/message").asText()).contains("The twin's ledger does not answer.");
        assertThat(broken.document().at("/error/next").asText())
                .contains("northeurope is the effective primary", "--resume");

        twin.failNoMore();
        CommandRun resumed = run(PLANNED);
        assertThat(resumed.exit()).as(resumed.out()).isZero();
        assertThat(resumed.document().path("run").asText())
                .isEqualTo(broken.document().at("/error/object").asText());
    }

    @Test
    void thePageOfADryRunTellsNoTimesOfStepsThatWereNotBegun() throws Exception {
        run(PLANNED + " --dry-run --report report/move.html");

        assertThat(Files.readString(folder.resolve("report/move.html")))
                .contains("a dry run of ", "not begun")
                .doesNotContain("All steps", "0.0 s", "<svg viewBox");
    }

    @Test
    void oneHtmlPageTellsTheWholeMove() throws Exception {
        run(PLANNED + " --report report/move.html");

        String html = Files.readString(folder.resolve("report/move.html"));
        assertThat(html)
                .contains(
                        "Planned failover of gold", "northeurope serves group gold, epoch 2.", "prove-versions", "test")
                .doesNotContain("<script", "src=");
    }

    @Test
    void aPageThatCannotBeWrittenIsAWarningBesideTheAnswer() throws Exception {
        Files.writeString(folder.resolve("taken"), "a file where a folder should be");

        CommandRun moved = run(PLANNED + " --report taken/move.html");

        assertThat(moved.exit()).as(moved.err()).isZero();
        assertThat(moved.document().path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(moved.err()).contains("Warning: The page could not be written to", "taken/move.html");
    }

    @Test
    void aPageThatCannotBeWrittenDoesNotHideWhyAMoveBroke() throws Exception {
        Files.writeString(folder.resolve("taken"), "a file where a folder should be");
        twin.failAt("prove-versions");

        CommandRun broken = run(PLANNED + " --report taken/move.html");

        assertThat(broken.document().at("/error/message").asText()).contains("The twin fails at prove-versions.");
        assertThat(broken.err()).contains("Warning: The page could not be written to");
    }

    @Test
    void yourOwnRunbookIsCheckedBeforeItRuns() throws Exception {
        String text =
                run("runbook show planned-failover").document().path("page").asText();
        assertThat(text).contains("# Planned failover", "--rollback RUN");
        Files.writeString(folder.resolve("mine.yml"), "name: mine\nkind: planned-failover\nsteps: []\n");

        CommandRun refused = run(PLANNED + " --runbook mine.yml");

        assertThat(refused.exit()).isEqualTo(64);
        assertThat(refused.document().at("/error/message").asText()).contains("mine.yml:1: 'title' needs a text");
        assertThat(twin.performed()).isEmpty();
    }

    @Test
    void doctorExitsWithSixWhereSomethingStandsInTheWay() {
        twin.goDown();

        CommandRun doctor = run("doctor");

        assertThat(doctor.exit()).isEqualTo(6);
        assertThat(doctor.document().at("/groups/0/readiness").findValuesAsText("check"))
                .contains("primaryJobs");
    }

    private JsonNode status() {
        return run("status").document().at("/groups/0");
    }

    private CommandRun run(String words) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of("-o", "json"));
        return CommandRun.of(components, folder, all.toArray(new String[0]));
    }
}
