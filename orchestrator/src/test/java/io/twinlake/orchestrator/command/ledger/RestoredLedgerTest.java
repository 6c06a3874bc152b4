package io.twinlake.orchestrator.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.audit.AuditEvent;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import io.twinlake.runbooks.Verb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that was lost and restored from a copy, behind which somebody may have moved the group. */
class RestoredLedgerTest {
    private static final String KEY = "ledger: {exportKey: \"the key of the copies, of 32 bytes or more\"}\n";
    private static final GroupName GOLD = new GroupName("gold");
    private static final String WEST = TwinFolder.HOME;
    private static final String NORTH = TwinFolder.SECONDARY;

    private final WitnessServer witness = WitnessServer.shared();

    @TempDir
    private Path folder;

    private URI storage;
    private TwinFolder twin;

    @BeforeEach
    void begin() {
        storage = witness.ownAccount();
        twin = new TwinFolder(folder).holding("0-a", "1-b");
    }

    /** The copy holds the way back to west, where the group has been moved since and is written. */
    @Test
    void nothingIsDoneBeforeItIsSaidWhoServes() throws Exception {
        restoredBehindAForcedMove();
        westServes();
        Map<String, String> world = twin.world();

        for (String words : List.of(
                "sync",
                "failover --mode planned --to westeurope --confirm westeurope --reason test",
                "failover --mode planned --to westeurope --dry-run --reason test",
                "failback --confirm westeurope --reason test",
                "drill")) {
            CommandRun refused = run((words + " -o json").split(" "));

            assertThat(refused.exit()).as(words + refused.out()).isEqualTo(6);
            assertThat(category(refused)).as(words).isEqualTo("primaryUnproven");
            assertThat(refused.document().at("/error/message").asText()).contains("(epoch 2, northeurope)");
            assertThat(refused.document().at("/error/next").asText())
                    .contains("twinlake ledger restore --primary REGION");
            assertThat(twin.world())
                    .as(words + ": whoever serves in truth may write on")
                    .isEqualTo(world);
        }
        assertThat(twin.rows(WEST, "0-a")).contains("written since");
    }

    @Test
    void statusAndDoctorAndWhoeverReadsAPlanAreTold() throws Exception {
        restoredBehindAForcedMove();

        CommandRun status = run("status", "-o", "json");
        CommandRun plan = run("plan", "-o", "json");

        assertThat(status.document().at("/groups/0/state").asText()).isEqualTo("held");
        assertThat(status.document().at("/groups/0/readiness/0/check").asText()).isEqualTo("ledger");
        assertThat(status.document().at("/groups/0/readiness/0/ok").asBoolean()).isFalse();
        assertThat(status.document().at("/groups/0/readiness/0/remedy").asText())
                .contains("--primary REGION");
        assertThat(run("doctor").exit()).isEqualTo(6);
        assertThat(plan.err()).contains("Who serves group gold is not proven", "discard nothing");
    }

    @Test
    void aPersonsWordThatTheCopyIsRightLetsItGoOnAsItWas() throws Exception {
        CommandRun restored = restoredBehindAForcedMove();

        CommandRun named = run("ledger", "restore", "--primary", NORTH, "-o", "json");

        assertThat(restored.document().at("/doubts").toString()).contains("ledger restore --primary REGION");
        assertThat(named.exit()).as(named.out()).isZero();
        assertThat(named.document().path("result").asText()).isEqualTo("restored");
        assertThat(named.document().at("/groups/0/effectivePrimary").asText()).isEqualTo(NORTH);
        assertThat(named.document().at("/groups/0/epoch").asLong()).isEqualTo(2);
        assertThat(standing().doubt()).isEmpty();
        assertThat(audited()).anyMatch(event -> event.contains("primary named") && event.contains(NORTH));
        assertThat(category(run("sync", "-o", "json")))
                .as("the copy's own hold stays")
                .isEqualTo("held");
    }

    @Test
    void aPersonsWordForTheOtherRegionBeginsAnEpochInWhichTheOneThatWasLeftIsSearchedFirst() throws Exception {
        restoredBehindAForcedMove();
        westServes();

        CommandRun named = run("ledger", "restore", "--primary", WEST, "-o", "json");
        CommandRun again = run("ledger", "restore", "--primary", WEST);
        EpochState standing = standing();
        String held = hold().orElseThrow().reason();
        CommandRun synced = run("sync", "-o", "json");

        assertThat(named.exit()).as(named.out()).isZero();
        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        assertThat(named.document().at("/groups/0/run").asText()).isNotEmpty();
        assertThat(standing.effectivePrimary().value()).isEqualTo(WEST);
        assertThat(standing.epoch().number()).isEqualTo(3);
        assertThat(standing.doubt()).isEmpty();
        assertThat(held).contains("what northeurope wrote");
        assertThat(category(synced)).as("a twin cannot be searched").isEqualTo("held");
        assertThat(twin.world("jobs-" + WEST)).isEqualTo("open");
        assertThat(twin.world("jobs-" + NORTH)).isEqualTo("fenced");
        assertThat(twin.rows(WEST, "0-a")).contains("written since");
    }

    @Test
    void anEmptyLedgerIsRestoredAndToldWhoServesAtOnce() throws Exception {
        copiedBehindAForcedMove();
        twin.loseLedger();

        CommandRun restored = run("ledger", "restore", "--primary", WEST, "-o", "json");

        assertThat(restored.exit()).as(restored.out()).isZero();
        assertThat(restored.document().path("restoredRows").asLong()).isPositive();
        assertThat(restored.document().at("/groups/0/effectivePrimary").asText())
                .isEqualTo(WEST);
        assertThat(restored.document().at("/doubts").toString()).doesNotContain("Who serves group");
        assertThat(standing().effectivePrimary().value()).isEqualTo(WEST);
    }

    @Test
    void aForcedMoveSaysItselfWhoShallServe() throws Exception {
        restoredBehindAForcedMove();

        CommandRun moved = run(MoveWords.forced(WEST));

        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        assertThat(standing().effectivePrimary().value()).isEqualTo(WEST);
        assertThat(standing().doubt()).isEmpty();
    }

    @Test
    void aForcedMoveGoesAlthoughTheWitnessWasNeverToldOfTheGroup() throws Exception {
        restoredBehindAForcedMove();
        twin.configured(KEY + witness.configuration());
        copyPlaces();

        CommandRun moved = run(MoveWords.forced(WEST));

        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        assertThat(standing().epoch().number()).isEqualTo(3);
        assertThat(standing().doubt()).isEmpty();
        twin.loseLedger();
        assertThat(run("status", "-o", "json").document().at("/groups/0/epoch").asLong())
                .as("the witness knows it as well")
                .isEqualTo(3);
    }

    @Test
    void aForcedMoveToTheRegionThatTheCopyNamesIsToldHowToGoThere() throws Exception {
        restoredBehindAForcedMove();
        twin.goDown(WEST);

        for (String[] words :
                List.of(MoveWords.forced(NORTH, "-o", "json"), MoveWords.forced(NORTH, "--dry-run", "-o", "json"))) {
            CommandRun refused = run(words);

            assertThat(refused.exit()).as(refused.out()).isEqualTo(6);
            assertThat(refused.document().at("/error/message").asText()).contains("is not proven");
            assertThat(refused.document().at("/error/next").asText())
                    .contains("`twinlake ledger restore --primary westeurope --group gold`", "the failover again");
        }
        run("ledger", "restore", "--primary", WEST);
        CommandRun moved = run(MoveWords.forced(NORTH));

        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        assertThat(standing().effectivePrimary().value()).isEqualTo(NORTH);
        assertThat(standing().epoch().number()).isEqualTo(4);
    }

    @Test
    void aForcedMoveThatWasBegunBehindTheRestoreIsResumed() throws Exception {
        restoredBehindAForcedMove();
        String move = brokenOffForced(WEST);

        CommandRun named = run("ledger", "restore", "--primary", WEST, "-o", "json");
        CommandRun resumed = run("failover", "--resume", move);

        assertThat(named.exit()).as("a move is open: " + named.out()).isEqualTo(6);
        assertThat(named.document().at("/error/next").asText()).contains("--resume " + move);
        assertThat(resumed.exit()).as(resumed.out() + resumed.err()).isZero();
        assertThat(standing().effectivePrimary().value()).isEqualTo(WEST);
    }

    @Test
    void aForcedMoveThatWasBegunBehindTheRestoreIsTakenBackOnceItIsSaidThatItsSourceServes() throws Exception {
        restoredBehindAForcedMove();
        twin.configured(KEY + witness.configuration());
        copyPlaces();
        String move = brokenOffForced(WEST);

        CommandRun refused = run("failover", "--rollback", move, "-o", "json");
        CommandRun named = run("ledger", "restore", "--primary", NORTH);
        CommandRun takenBack = run("failover", "--rollback", move);

        assertThat(category(refused)).as("a witness must learn of the epoch").isEqualTo("primaryUnproven");
        assertThat(named.exit()).as(named.out() + named.err()).isZero();
        assertThat(takenBack.exit()).as(takenBack.out() + takenBack.err()).isZero();
        assertThat(standing().effectivePrimary().value()).isEqualTo(NORTH);
    }

    @Test
    void aForcedMoveIsBegunAnewWhereTheOpenOneIsOfTheCopy() throws Exception {
        copies();
        assertThat(run("sync").exit()).isZero();
        String before = brokenOffForced(NORTH);
        untilCopied();
        twin.loseLedger();
        run("ledger", "restore");

        CommandRun moved = run(MoveWords.forced(NORTH));

        assertThat(moved.exit()).as(moved.out() + moved.err()).isZero();
        assertThat(latestMove()).isNotEqualTo(before);
        assertThat(standing().effectivePrimary().value()).isEqualTo(NORTH);
    }

    @Test
    void aMoveThatIsOpenInTheCopyIsNeitherTakenUpNorTakenBackByWhatItTells() throws Exception {
        copies();
        assertThat(run("sync").exit()).isZero();
        twin.failAt(Verb.PROVE_VERSIONS.word());
        run(MoveWords.planned(NORTH));
        String move = latestMove();
        untilCopied();
        twin.loseLedger();
        twin.failNoMore();
        run("ledger", "restore");

        CommandRun resumed = run("failover", "--resume", move, "-o", "json");
        CommandRun takenBack = run("failover", "--rollback", move, "-o", "json");
        CommandRun known = run("ledger", "restore", "--primary", WEST);
        CommandRun resumedThen = run("failover", "--resume", move);

        assertThat(category(resumed)).isEqualTo("primaryUnproven");
        assertThat(category(takenBack)).isEqualTo("primaryUnproven");
        assertThat(known.exit()).as(known.out() + known.err()).isZero();
        assertThat(resumedThen.exit()).as(resumedThen.out() + resumedThen.err()).isZero();
    }

    @Test
    void whereItIsKnownWhoServesNobodySaysSomethingElse() throws Exception {
        restoredBehindAForcedMove();
        assertThat(run("ledger", "restore", "--primary", NORTH).exit()).isZero();

        CommandRun same = run("ledger", "restore", "--primary", NORTH);
        CommandRun other = run("ledger", "restore", "--primary", WEST, "-o", "json");

        assertThat(same.exit()).as(same.out() + same.err()).isZero();
        assertThat(other.exit()).isEqualTo(6);
        assertThat(other.document().at("/error/next").asText()).contains("twinlake failover");
        assertThat(run("ledger", "restore", "--primary", "eastus").exit()).isEqualTo(64);
        assertThat(standing().effectivePrimary().value()).isEqualTo(NORTH);
    }

    @Test
    void aLedgerThatWasNeverRestoredIsNotToldWhoServesButRefusedAsNotEmpty() {
        twin.configured("");
        assertThat(run("sync").exit()).isZero();

        CommandRun refused = run("ledger", "restore", "--primary", WEST, "-o", "json");

        assertThat(refused.exit()).as(refused.out()).isEqualTo(6);
        assertThat(refused.document().at("/error/message").asText()).contains("This ledger is not empty");
    }

    @Test
    void whatChoosesACopyIsOfNoUseToALedgerThatIsRestored() throws Exception {
        restoredBehindAForcedMove();

        for (String choice : List.of("--from " + WEST, "--ledger other", "--accept-older")) {
            CommandRun refused = run(("ledger restore --primary westeurope " + choice).split(" "));

            assertThat(refused.exit()).as(choice + refused.out()).isEqualTo(64);
        }
        assertThat(standing().doubt()).isPresent();
    }

    @Test
    void aWitnessThatNamesTheSamePrimaryNeedsNoPerson() throws Exception {
        twin.configured(KEY + witness.configuration());
        assertThat(run("sync").exit()).isZero();
        untilCopied();
        twin.loseLedger();

        CommandRun restored = run("ledger", "restore", "-o", "json");

        assertThat(restored.document().path("doubts")).isEmpty();
        assertThat(run("sync").exit()).isZero();
    }

    @Test
    void aWitnessThatKnowsOfAMoveBehindTheCopyHoldsTheReplication() throws Exception {
        String place = witness.configuration();
        twin.configured(KEY + place);
        assertThat(run("sync").exit()).isZero();
        untilCopied();
        twin.configured(place);
        assertThat(run(MoveWords.planned(NORTH)).exit()).isZero();
        twin.configured(KEY + place);
        twin.loseLedger();

        CommandRun restored = run("ledger", "restore", "-o", "json");
        CommandRun contradicted = run("ledger", "restore", "--primary", WEST, "-o", "json");

        assertThat(restored.document().at("/doubts").toString())
                .contains("in which northeurope serves. Replication is held");
        assertThat(contradicted.exit()).isEqualTo(6);
        assertThat(hold()).isPresent();
        assertThat(category(run("sync", "-o", "json"))).isEqualTo("held");
    }

    /** A person went on without a witness that did not answer: whom it knows of since, it alone can say, and it does not. */
    @Test
    void aWitnessThatIsBehindTheCopyIsNotToldOfItBeforeAPersonHasSaidWhoServes() throws Exception {
        String place = witness.configuration();
        twin.configured(KEY + place);
        assertThat(run("sync").exit()).isZero();
        copies();
        assertThat(run(MoveWords.forced(NORTH)).exit()).isZero();
        untilCopied();
        twin.configured(KEY + place);
        copyPlaces();
        twin.loseLedger();

        CommandRun restored = run("ledger", "restore", "-o", "json");
        CommandRun refused = run("sync", "-o", "json");
        CommandRun named = run("ledger", "restore", "--primary", WEST, "-o", "json");

        assertThat(restored.document().at("/doubts").toString()).contains("(epoch 2, northeurope)");
        assertThat(category(refused)).isEqualTo("primaryUnproven");
        assertThat(named.document().at("/groups/0/epoch").asLong()).isEqualTo(3);
        assertThat(category(run("sync", "-o", "json")))
                .as("the witness has followed, and the other side is to be searched")
                .isEqualTo("held");
    }

    private void copies() {
        twin.configured(KEY);
        copyPlaces();
    }

    private void copyPlaces() {
        twin.keepCopies(WEST, storage);
        twin.keepCopies(NORTH, storage);
    }

    private void copiedBehindAForcedMove() {
        copies();
        assertThat(run("sync").exit()).isZero();
        assertThat(run(MoveWords.forced(NORTH)).exit()).isZero();
        untilCopied();
    }

    private CommandRun restoredBehindAForcedMove() {
        copiedBehindAForcedMove();
        twin.loseLedger();
        CommandRun restored = run("ledger", "restore", "-o", "json");
        assertThat(restored.exit()).as(restored.out()).isZero();
        return restored;
    }

    /** As a move behind the copy leaves it. */
    private void westServes() throws IOException {
        Files.writeString(folder.resolve("world").resolve("jobs-" + WEST), "open");
        twin.addRow(WEST, "0-a", "written since");
    }

    /** A copy is carried within seconds or by the next run: how busy this host is decides. */
    private void untilCopied() {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (!run("status", "-o", "json").out().contains("A copy of the ledger is in ")) {
            assertThat(Instant.now()).as("no copy was carried").isBefore(deadline);
            run("verify");
        }
    }

    /** Before its promotion. */
    private String brokenOffForced(String to) {
        twin.failAt(Verb.PROMOTE.word());
        assertThat(run(MoveWords.forced(to)).exit()).isNotZero();
        twin.failNoMore();
        return latestMove();
    }

    private String latestMove() {
        try (JdbcLedger ledger = ledger()) {
            return ledger.runs()
                    .latest(GOLD, RunKind.FAILOVER)
                    .orElseThrow()
                    .id()
                    .value();
        }
    }

    private EpochState standing() {
        try (JdbcLedger ledger = ledger()) {
            return ledger.epochs().current(GOLD, new RegionName(WEST));
        }
    }

    private Optional<Hold> hold() {
        try (JdbcLedger ledger = ledger()) {
            return ledger.holds().current(GOLD);
        }
    }

    private List<String> audited() {
        try (JdbcLedger ledger = ledger()) {
            return ledger.audit().list(1, 100).stream()
                    .map(AuditEvent::toString)
                    .toList();
        }
    }

    private JdbcLedger ledger() {
        return JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger/twinlake"), null, null), Clock.systemUTC());
    }

    private static String category(CommandRun run) {
        return run.document().at("/error/category").asText();
    }

    private CommandRun run(String... words) {
        return CommandRun.of(TwinComponents.on(folder), folder, words);
    }
}
