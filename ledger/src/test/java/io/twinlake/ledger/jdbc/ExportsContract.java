package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.access.Secret;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.PrimaryUnproven;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.export.WrittenExport;
import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.SavedSetting;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.tenure.Tenure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

abstract class ExportsContract extends LedgerContract {
    private static final Secret KEY = new Secret("the key of the exports");
    private static final ObjectName ORDERS = ObjectName.of("gold", "sales", "orders");
    private static final ObjectName OLD = ObjectName.of("gold", "sales", "old");

    private final Map<ExportName, Path> files = new LinkedHashMap<>();
    private final List<JdbcLedger> restored = new ArrayList<>();

    ExportsContract(TestDatabase database) {
        super(database);
    }

    @AfterEach
    void closeRestored() {
        restored.forEach(JdbcLedger::close);
    }

    @Test
    void bringsEveryTableBackFromASnapshot() throws Exception {
        fill("1");
        export();

        assertThat(rows(proven(restored()))).isEqualTo(rows(opened));
    }

    @Test
    void aRestoredLedgerDoesNotKnowWhoWasPromotedBehindItsCopy() throws Exception {
        fill("1");
        Instant copied = clock.instant();
        export();
        clock.pass(Duration.ofHours(2));

        JdbcLedger restored = restored();

        EpochState state = restored.epochs().current(GOLD, WEST);
        assertThat(state.unprovenSince()).contains(copied);
        assertThatThrownBy(state::requireProven)
                .isInstanceOf(PrimaryUnproven.class)
                .hasMessageContaining("a copy of " + copied)
                .hasMessageContaining("epoch 1, westeurope");
        assertThat(ledger.epochs().current(GOLD, WEST).unprovenSince()).isEmpty();
    }

    @Test
    void aCopyOfALedgerThatIsInDoubtIsInDoubtSinceItsOwnTime() throws Exception {
        fill("1");
        export();
        JdbcLedger first = restored();
        clock.pass(Duration.ofHours(2));
        files.clear();
        ledger.close();
        opened = first;
        ledger = first.under(Tenure.of(GOLD, Epoch.FIRST));
        startSync();
        Instant copied = clock.instant();
        export();

        assertThat(restored("further").epochs().current(GOLD, WEST).unprovenSince())
                .contains(copied);
    }

    @Test
    void isEmptyUntilSomethingHasHappened() {
        assertThat(ledger.exports().isEmpty()).isTrue();

        startSync();

        assertThat(ledger.exports().isEmpty()).isFalse();
    }

    @Test
    void bringsBackWhatHappenedAfterTheSnapshot() throws Exception {
        fill("1");
        export();
        clock.pass(Duration.ofHours(2));
        fill("2");
        ledger.states().forget(GOLD, SecurableKind.TABLE, OLD);
        ledger.holds().current(GOLD).ifPresent(ledger.holds()::release);
        export();
        clock.pass(Duration.ofHours(2));
        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 9", "the west is dark");
        ledger = opened.under(Tenure.of(GOLD, new Epoch(2)));
        fill("3");
        export();

        assertThat(files.keySet())
                .extracting(ExportName::kind)
                .containsExactly(ExportName.Kind.SNAPSHOT, ExportName.Kind.INCREMENT, ExportName.Kind.INCREMENT);
        JdbcLedger restored = restored();
        assertThat(rows(proven(restored))).isEqualTo(rows(opened));
        assertThat(restored.audit().firstBroken()).isEmpty();
        assertThat(restored.identity()).isNotEqualTo(ledger.identity());
    }

    @Test
    void aRestoredLedgerGoesOnNumberingWhereTheFirstStopped() throws Exception {
        Run last = startSync();
        export();
        JdbcLedger restored = restored();

        Run next = restored.under(Tenure.of(GOLD, Epoch.FIRST)).runs().start(GOLD, RunKind.SYNC, THERE, Epoch.FIRST);

        assertThat(restored.runs().history(List.of(GOLD), 10))
                .extracting(Run::id)
                .containsExactly(next.id(), last.id());
    }

    /** The host that restores has a clock of its own. */
    @Test
    void tellsTheRunsOfTheCopyFromThoseBehindTheRestoreWhateverTheClocksSay() throws Exception {
        Run copied = startSync();
        export();
        JdbcLedger restored = restored();
        clock.set(Duration.ofHours(-1));
        Run behind = restored.under(Tenure.of(GOLD, Epoch.FIRST)).runs().start(GOLD, RunKind.SYNC, THERE, Epoch.FIRST);

        assertThat(restored.runs().isCopied(copied.id())).isTrue();
        assertThat(restored.runs().isCopied(behind.id())).isFalse();
        assertThat(ledger.runs().isCopied(copied.id())).isFalse();
        assertThat(proven(restored).runs().isCopied(copied.id())).isFalse();
    }

    @Test
    void tellsOfARunAgainThatEndedAfterItsExport() throws Exception {
        Run run = startSync();
        export();
        clock.pass(Duration.ofHours(3));
        assertThat(ledger.exports().isBehind()).isFalse();
        ledger.runs().end(run.id(), RunResult.SUCCEEDED, Map.of(), "all is well");
        assertThat(ledger.exports().isBehind()).isTrue();
        export();

        assertThat(restored().runs().find(run.id())).isEqualTo(ledger.runs().find(run.id()));
    }

    @Test
    void refusesAFileThatWasChangedByItsName() throws Exception {
        fill("1");
        ExportName name = export();
        byte[] content = Files.readAllBytes(files.get(name));
        content[content.length / 2] ^= 1;

        assertThatThrownBy(() -> VerifiedExport.read(name, content, KEY))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining(name.toString());
    }

    /** Also where unpacking would not tell: in the header that nobody reads, and in bits that fill a byte up. */
    @Test
    void refusesAFileThatIsFlippedOrCutOffAnywhereByItsName() throws Exception {
        fill("1");
        ExportName name = export();
        byte[] content = Files.readAllBytes(files.get(name));
        long seed = 19;
        List<Integer> offsets = IntStream.concat(IntStream.range(0, 10), new Random(seed).ints(90, 0, content.length))
                .boxed()
                .toList();

        assertThat(offsets).hasSize(100).allSatisfy(offset -> {
            byte[] flipped = content.clone();
            flipped[offset] ^= (byte) (1 << (offset % 8));
            assertRefused(name, flipped);
            assertRefused(name, Arrays.copyOf(content, offset));
        });
    }

    private static void assertRefused(ExportName name, byte[] content) {
        assertThatThrownBy(() -> VerifiedExport.read(name, content, KEY))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining(name.toString());
    }

    @Test
    void ofTwoProcessesThatCarryAFileOfOneNumberOneCounts() throws Exception {
        fill("1");
        WrittenExport first = ledger.exports().next(folder.resolve("first"), KEY);
        fill("2");
        WrittenExport second = ledger.exports().next(folder.resolve("second"), KEY);

        assertThat(ledger.exports().advance(second)).isTrue();
        assertThat(ledger.exports().advance(first)).isFalse();
        assertThat(ledger.exports().next(folder.resolve("third"), KEY).header().previous())
                .isEqualTo(second.link());
    }

    @Test
    void goesOnFromAFileThatCameToAPlaceUnnoticedAndTellsItAgain() throws Exception {
        fill("1");
        export();
        fill("2");
        WrittenExport unnoticed = ledger.exports().next(folder.resolve("unnoticed"), KEY);
        files.put(unnoticed.name(), unnoticed.file());
        VerifiedExport carried = VerifiedExport.read(unnoticed.name(), Files.readAllBytes(unnoticed.file()), KEY);

        assertThat(ledger.exports().adopt(carried)).isTrue();
        assertThat(ledger.exports().adopt(carried)).isFalse();
        fill("3");
        export();
        assertThat(rows(proven(restored()))).isEqualTo(rows(opened));
    }

    @Test
    void namesTheRunsWhoseEndNoCopyTells() {
        Run told = startSync();
        ledger.runs().end(told.id(), RunResult.SUCCEEDED, Map.of(), "well");
        clock.pass(Duration.ofMinutes(1));
        export();
        Run running = startSync();
        Run ended = startSync();
        clock.pass(Duration.ofMinutes(1));
        ledger.runs().end(ended.id(), RunResult.SUCCEEDED, Map.of(), "well");

        assertThat(ledger.exports().unexported()).containsExactly(ended.id());
        ledger.runs().end(running.id(), RunResult.SUCCEEDED, Map.of(), "well");
        assertThat(ledger.exports().unexported()).containsExactly(ended.id(), running.id());
    }

    @Test
    void refusesAnotherKeyAndAnotherName() throws Exception {
        fill("1");
        ExportName name = export();
        byte[] content = Files.readAllBytes(files.get(name));
        ExportName other = new ExportName(name.ledger(), 7, name.kind());

        assertThatThrownBy(() -> VerifiedExport.read(name, content, new Secret("another key")))
                .isInstanceOf(RefusedExport.class);
        assertThatThrownBy(() -> VerifiedExport.read(other, content, KEY))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("in truth " + name);
    }

    @Test
    void namesTheIncrementThatIsMissing() throws Exception {
        for (int i = 0; i < 3; i++) {
            fill("run " + i);
            export();
        }
        List<ExportName> names = new ArrayList<>(files.keySet());
        ExportName gone = names.remove(1);

        assertThatThrownBy(() -> ExportChain.newest(names))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining(gone + " is missing");
    }

    @Test
    void refusesAnIncrementThatFollowsAnotherFile() throws Exception {
        fill("1");
        WrittenExport overwritten = ledger.exports().next(folder.resolve("first"), KEY);
        fill("2");
        export();
        fill("3");
        export();
        files.put(overwritten.name(), overwritten.file());

        assertThatThrownBy(this::chain).isInstanceOf(RefusedExport.class).hasMessageContaining("does not follow");
    }

    @Test
    void letsASnapshotStandInForIncrementsThatAPlaceNeverGot() throws Exception {
        fill("1");
        export();
        fill("2");
        export();
        fill("3");
        WrittenExport increment = ledger.exports().next(folder.resolve("increment"), KEY);
        WrittenExport snapshot = ledger.exports().snapshot(folder.resolve("snapshot"), KEY, increment);
        ledger.exports().advance(increment);
        files.clear();
        files.put(snapshot.name(), snapshot.file());
        fill("4");
        export();

        assertThat(rows(proven(restored()))).isEqualTo(rows(opened));
    }

    /** Whoever restores with an older program would leave out columns that he does not know. */
    @Test
    void refusesACopyOfTablesThatAreNewerThanItsOwn() throws Exception {
        fill("1");
        sql("""
                INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "installed_by",
                  "execution_time", "success") VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 'somebody', 0, TRUE)
                """);
        reopen();
        export();

        assertThatThrownBy(this::restored)
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("is of a later version of Twinlake");
    }

    @Test
    void restoresIntoAnEmptyLedgerOnly() throws Exception {
        fill("1");
        export();
        ExportChain chain = chain();

        assertThatThrownBy(() -> ledger.exports().restore(chain))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void knowsThatAnotherLedgerHasTheTruthByNow() {
        RunId own = startSync().id();
        ledger.holds().hold(GOLD, "a move of this ledger", own);
        assertThat(ledger.exports().isSuperseded()).isFalse();

        ledger.holds().hold(GOLD, "a move of another host", new RunId("of another ledger"));

        assertThat(ledger.exports().isSuperseded()).isTrue();
    }

    @Test
    void remembersHowEachPlaceStands() {
        PlaceState reached = new PlaceState("northeurope", 3, clock.instant(), null);
        ledger.exports().note(new PlaceState("northeurope", 2, null, "no answer"));
        ledger.exports().note(reached);
        reopen();

        assertThat(ledger.exports().places()).containsExactly(reached);
    }

    private void fill(String mark) {
        Run sync = startSync();
        RunId run = sync.id();
        Intent known = ledger.intents().open(run, SecurableKind.TABLE, ORDERS, "hash", 7L);
        ledger.intents().open(run, SecurableKind.TABLE, ObjectName.of("gold", "sales", "open"), "hash", null);
        ledger.states().record(run, List.of(state(run, ORDERS, mark), state(run, OLD, "1")), List.of(known));
        ledger.states().advance(GOLD, run, clock.instant());
        ledger.clones()
                .put(new CloneRecord(
                        run,
                        GOLD,
                        ORDERS,
                        new CloneRecord.Source("t1", 7, clock.instant()),
                        CloneRecord.Mode.FULL,
                        null,
                        new CloneRecord.Copy(3L, null, 9L),
                        CloneRecord.State.DONE));
        ledger.parity()
                .add(new ParityRecord(
                        run, GOLD, "checksums", clock.instant(), ParityCounts.of(List.of(ParityState.IN_SYNC))));
        ledger.epochs().current(GOLD, WEST);
        ledger.runs().end(run, RunResult.PARTIAL, Map.of("created", 1), "it said \"" + mark + "\" über alles");
        RunId move =
                ledger.runs().start(GOLD, RunKind.FAILOVER, THERE, Epoch.FIRST).id();
        ledger.steps().save(new RunbookSnapshot(move, "planned-failover", "steps:\n- a", "abc", Map.of("to", "north")));
        ledger.steps().begin(move, 0, "fence-primary");
        ledger.steps().end(move, 1, "promote", StepStatus.SKIPPED, Map.of("why", mark));
        ledger.switches()
                .put(new SwitchEntry(
                        move,
                        "gateway",
                        NORTH,
                        Map.of("url", "w"),
                        Map.of("url", "n"),
                        null,
                        SwitchEntry.State.VERIFIED,
                        clock.instant()));
        ledger.savedSettings().replace(new SavedSetting(GOLD, WEST, "job", "load", mark, clock.instant()));
        ledger.fences().put(new FenceState(GOLD, WEST, FenceState.Status.UNFENCED, clock.instant(), move, mark));
        ledger.holds().hold(GOLD, mark, move);
        ledger.audit().append("ann", "fills", Map.of("mark", mark));
    }

    private static ReplicaState state(RunId run, ObjectName object, String fingerprint) {
        return new ReplicaState(
                GOLD,
                SecurableKind.TABLE,
                object,
                THERE,
                new Pair(new Side("s1", fingerprint, 5L), new Side("r1", null, null), null),
                Outcome.CREATED,
                null,
                run);
    }

    private ExportName export() {
        WrittenExport written = ledger.exports().next(folder.resolve("export" + files.size()), KEY);
        ledger.exports().advance(written);
        files.put(written.name(), written.file());
        return written.name();
    }

    private ExportChain chain() {
        return ExportChain.of(ExportChain.newest(files.keySet()), name -> {
            try {
                return VerifiedExport.read(name, Files.readAllBytes(files.get(name)), KEY);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Another ledger, made of the files. */
    private JdbcLedger restored() throws IOException {
        return restored("elsewhere");
    }

    private JdbcLedger restored(String where) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve(where));
        JdbcLedger made = JdbcLedger.open(fresh(elsewhere), clock);
        restored.add(made);
        made.exports().restore(chain());
        return made;
    }

    /** The same when somebody has said that nothing came behind the copy. */
    private static JdbcLedger proven(JdbcLedger restored) {
        restored.epochs().record(restored.epochs().current(GOLD, WEST).proven());
        return restored;
    }

    private static Map<String, List<String>> rows(JdbcLedger of) throws Exception {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (var connection = of.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (ExportedTable table : ExportedTable.ALL_TABLES) {
                List<String> lines = new ArrayList<>();
                try (var results = statement.executeQuery("SELECT * FROM " + table.name())) {
                    int columns = results.getMetaData().getColumnCount();
                    while (results.next()) {
                        String[] values = new String[columns];
                        for (int i = 0; i < columns; i++) {
                            values[i] = results.getString(i + 1);
                        }
                        lines.add(Arrays.toString(values));
                    }
                }
                lines.sort(null);
                assertThat(lines).as(table.name()).isNotEmpty();
                rows.put(table.name(), lines);
            }
        }
        return rows;
    }
}
