package io.twinlake.orchestrator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.clients.storage.BlobContent;
import io.twinlake.clients.storage.BlobEntry;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Time;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.export.Exports;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a ledger in three places, on a real storage account: containers of their own stand for accounts of their own. */
class ExportLedgerTest {
    private static final Secret KEY = new Secret("the key of the copies, of 32 bytes or more");
    private static final GroupName GOLD = new GroupName("gold");
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final Supplier<RuntimeException> DEAD = () ->
            new ClientException(FailureCategory.UNAVAILABLE, "put", null, null, "The storage does not answer.", null);

    @TempDir
    private static Path data;

    private static AzuriteServer azurite;

    @TempDir
    private Path folder;

    private final String containers = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Supplier<RuntimeException>> broken = new HashMap<>();
    private final List<Ledger> opened = new ArrayList<>();
    private List<Place> places;
    private TwinlakeConfig config;
    private Ledger ledger;

    @BeforeAll
    static void startTheStorage() throws Exception {
        azurite = AzuriteServer.start(data);
    }

    @AfterAll
    static void stopTheStorage() {
        azurite.close();
    }

    @BeforeEach
    void aLedgerAndItsPlaces() {
        config = ConfigurationFile.read(new TwinFolder(folder).configuration(""), Map.of());
        places = List.of(place("westeurope"), place("northeurope"), place("witness"));
        ledger = open("ledger");
        ledger.epochs().current(GOLD, WEST);
    }

    @AfterEach
    void close() {
        opened.forEach(Ledger::close);
    }

    @Test
    void ofTwoFilesOfOneNameTheOneThatTheWitnessWasToldOfIsRestored() {
        forkedByAKillBetweenTheFileAndItsNote();

        assertThat(promotionsIn(found().newest(Set.of(GOLD), Optional.empty(), false)))
                .isEqualTo(2);
    }

    @Test
    void ofTwoFilesOfOneNameTheOneThatWasSignedLastIsRestoredWhereNoWitnessSaysWhich() {
        places = places.subList(0, 2);
        forkedByAKillBetweenTheFileAndItsNote();

        assertThat(promotionsIn(found().newest(Set.of(GOLD), Optional.empty(), false)))
                .isEqualTo(2);
    }

    @Test
    void theFileOfAKilledProcessAloneIsNotTakenForTheOneThatTheWitnessWasToldOf() {
        forkedByAKillBetweenTheFileAndItsNote();
        blobs("northeurope").list("ledger/").map(BlobEntry::name).forEach(blobs("northeurope")::delete);
        blobs("witness")
                .list("ledger/")
                .map(BlobEntry::name)
                .filter(name -> name.endsWith(".gz"))
                .forEach(blobs("witness")::delete);

        assertThatThrownBy(() -> found().newest(Set.of(GOLD), Optional.empty(), false))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("The witness knows of copies of ledger " + ledger.identity())
                .hasMessageContaining("-increment.jsonl.gz");
    }

    /** Killed after file 2 came to the west; then the west is dark, the north promoted, and file 2 written anew elsewhere. */
    private void forkedByAKillBetweenTheFileAndItsNote() {
        sync();
        export();
        sync();
        places.stream()
                .map(Place::name)
                .filter(name -> !name.equals("westeurope"))
                .forEach(name -> broken.put(name, DEAD));
        assertThatThrownBy(() -> export(killedBeforeItRemembers())).isInstanceOf(LedgerException.class);
        broken.clear();
        broken.put("westeurope", DEAD);
        ledger.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 1", "the west is dark");
        sync();
        export();
        broken.clear();
    }

    @Test
    void aPlaceThatHasAnotherFileOfTheNameGetsAWholeOne() {
        forkedByAKillBetweenTheFileAndItsNote();
        sync();
        export();

        NewestCopy alone = found().in("westeurope").orElseThrow().newest(Set.of(GOLD), Optional.empty(), false);

        assertThat(promotionsIn(alone)).isEqualTo(2);
        assertThat(ledger.exports().places()).allMatch(place -> place.problem() == null && place.sequence() == 3);
    }

    @Test
    void aProcessThatIsKilledEachTimeBeforeItRemembersStopsNoLaterOne() {
        places = places.subList(0, 1);
        for (int i = 0; i < 3; i++) {
            sync();
            assertThatThrownBy(() -> export(killedBeforeItRemembers())).isInstanceOf(LedgerException.class);
        }
        Run last = sync();
        export();

        assertThat(ledger.exports().unexported()).isEmpty();
        Ledger restored = open("restored");
        restored.exports()
                .restore(found().newest(Set.of(GOLD), Optional.empty(), false).chain());
        assertThat(restored.runs().history(List.of(GOLD), 10))
                .isEqualTo(ledger.runs().history(List.of(GOLD), 10))
                .hasSize(4);
        assertThat(restored.runs().find(last.id()).orElseThrow().result()).isEqualTo(RunResult.SUCCEEDED);
    }

    @Test
    void anOlderLedgerWhoseFilesAreBroughtBackIsNotTheNewest() {
        sync();
        export();
        Map<String, byte[]> saved = contents("westeurope");
        Ledger second = open("second");
        second.exports()
                .restore(found().newest(Set.of(GOLD), Optional.empty(), false).chain());
        second.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 1", "the first host is gone");
        sync(second);
        export(second);
        places.forEach(
                place -> saved.forEach((name, content) -> blobs(place.name()).write(name, BlobContent.of(content))));

        assertThat(promotionsIn(found().newest(Set.of(GOLD), Optional.empty(), false)))
                .isEqualTo(2);
    }

    @Test
    void aTailThatWasCutOffIsNoticedByWhatTheWitnessKnows() {
        sync();
        export();
        sync();
        export();
        String tail = ledger.identity() + "/000000000002-increment.jsonl.gz";
        places.forEach(place -> blobs(place.name()).delete("ledger/" + tail));

        assertThatThrownBy(() -> found().newest(Set.of(GOLD), Optional.empty(), false))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("up to number 2")
                .hasMessageContaining(ledger.identity() + "/000000000001-snapshot.jsonl.gz")
                .satisfies(
                        refused -> assertThat(((RefusedExport) refused).next()).contains("--accept-older"));
        assertThat(found().newest(Set.of(GOLD), Optional.empty(), true).doubts())
                .singleElement()
                .asString()
                .contains("up to number 2");
    }

    @Test
    void aLedgerOfWhichNoFileIsLeftIsMissedBesideAnOlderOne() {
        sync();
        export();
        Ledger second = open("second");
        second.exports()
                .restore(found().newest(Set.of(GOLD), Optional.empty(), false).chain());
        second.epochs().promote(GOLD, Epoch.FIRST, NORTH, "run 1", "the first host is gone");
        sync(second);
        export(second);
        places.forEach(place -> contents(place.name()).keySet().stream()
                .filter(name -> name.contains(second.identity()) && name.endsWith(".gz"))
                .forEach(blobs(place.name())::delete));

        assertThatThrownBy(() -> found().newest(Set.of(GOLD), Optional.empty(), false))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("copies of ledger " + second.identity());
    }

    @Test
    void aLedgerOfOtherGroupsIsRefusedByName() {
        sync();
        export();
        String file = ledger.identity() + "/000000000001-snapshot.jsonl.gz";

        assertThatThrownBy(() -> found().newest(Set.of(new GroupName("silver")), Optional.of(ledger.identity()), false))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining(file + " is of a ledger of other groups [gold]");
    }

    @Test
    void aPlaceThatBreaksInAWayNobodyForesawFailsAloneAndIsNoted() {
        broken.put("westeurope", () -> new IllegalArgumentException("an account key that is no key"));
        sync();
        export();

        assertThat(ledger.exports().places())
                .extracting(PlaceState::place, PlaceState::sequence)
                .containsExactly(tuple("northeurope", 1L), tuple("westeurope", 0L), tuple("witness", 1L));
        assertThat(ledger.exports().places().get(1).problem()).contains("no key");
        assertThat(found().places(found().newest(Set.of(GOLD), Optional.empty(), false)))
                .extracting(PlaceReport::place, PlaceReport::ok)
                .contains(tuple("westeurope", false));
    }

    @Test
    void aPlaceThatWasAwayGetsItsCopyWhenItIsBackAlsoIfNothingIsNew() {
        sync();
        broken.put("westeurope", DEAD);
        export();
        export();
        assertThat(contents("northeurope"))
                .as("nothing is new, and nobody is back")
                .hasSize(1);

        broken.clear();
        export();

        assertThat(ledger.exports().places())
                .hasSize(3)
                .allMatch(place -> place.problem() == null && place.sequence() == 2);
        assertThat(found().in("westeurope")).isPresent();
        export();
        assertThat(ledger.exports().sequence()).as("each has it").isEqualTo(2);
    }

    @Test
    void aFileThatCouldNotBeReadBackIsNotCarriedAndThePlacesSayWhy() {
        sync();
        export(ledger, 100);

        assertThat(ledger.exports().sequence()).isZero();
        assertThat(ledger.exports().places())
                .hasSize(3)
                .allSatisfy(place ->
                        assertThat(place.problem()).contains("a copy has at most 100, or it could not be restored"));
        assertThat(contents("westeurope")).isEmpty();

        export();

        assertThat(ledger.exports().places()).hasSize(3).allMatch(place -> place.problem() == null);
    }

    @Test
    void aPlaceThatIsNoLongerConfiguredIsForgotten() {
        sync();
        export();
        places = places.subList(1, 3);
        sync();
        export();

        assertThat(ledger.exports().places())
                .extracting(PlaceState::place, PlaceState::sequence)
                .containsExactly(tuple("northeurope", 2L), tuple("witness", 2L));
    }

    @Test
    void aWordOfTheWitnessOnAnotherLedgerThatCannotBeBelievedStopsNoRestore() {
        sync();
        export();
        blobs("witness").write("ledger/another/head.json", BlobContent.of("{}"));
        blobs("witness").write("ledger/large/head.json", BlobContent.of("x".repeat(1 << 17)));

        assertThat(found().newest(Set.of(GOLD), Optional.empty(), false).doubts())
                .anyMatch(doubt -> doubt.contains("of ledger another was changed"))
                .anyMatch(doubt -> doubt.contains("of ledger large has 131072 bytes"));
    }

    @Test
    void aWordOfTheWitnessOnThisVeryLedgerThatCannotBeBelievedIsOverruledByAPersonOnly() {
        sync();
        export();
        blobs("witness").write("ledger/" + ledger.identity() + "/head.json", BlobContent.of("{}"));

        assertThatThrownBy(() -> found().newest(Set.of(GOLD), Optional.empty(), false))
                .isInstanceOf(RefusedExport.class)
                .satisfies(
                        refused -> assertThat(((RefusedExport) refused).next()).contains("--accept-older"));
        assertThat(found().newest(Set.of(GOLD), Optional.empty(), true).doubts())
                .singleElement()
                .asString()
                .contains("was changed");
        assertThat(found().places(Set.of(GOLD), Optional.empty()))
                .extracting(PlaceReport::place, PlaceReport::sequence, PlaceReport::ok)
                .containsExactly(
                        tuple("northeurope", 1L, false), tuple("westeurope", 1L, false), tuple("witness", 1L, false));
    }

    @Test
    void looksAtCopiesWithoutMakingAPlaceForThem() {
        assertThatThrownBy(() -> found().newest(Set.of(GOLD), Optional.empty(), false))
                .isInstanceOf(RefusedExport.class);

        assertThatThrownBy(() -> blobs("westeurope").find("anything"))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        failure -> assertThat(failure.category()).isEqualTo(FailureCategory.NOT_FOUND));
    }

    private static long promotionsIn(NewestCopy copy) {
        ExportHeader last = copy.chain().last().header();
        return last.epochs().get("gold");
    }

    private Run sync() {
        return sync(ledger);
    }

    private static Run sync(Ledger of) {
        Epoch epoch = of.epochs().current(GOLD, WEST).epoch();
        Ledger writing = of.under(Tenure.of(GOLD, epoch));
        Run run = writing.runs().start(GOLD, RunKind.SYNC, new Direction(WEST, NORTH), epoch);
        writing.runs().end(run.id(), RunResult.SUCCEEDED, Map.of(), "all is well");
        return run;
    }

    private void export() {
        export(ledger);
    }

    private void export(Ledger of) {
        export(of, VerifiedExport.LARGEST);
    }

    private void export(Ledger of, long largest) {
        new ExportLedger(of, config, places, KEY, Time.SYSTEM, largest).run("the test");
    }

    /** The ledger, of a process that is killed between a file's arrival and the note of it. */
    private Ledger killedBeforeItRemembers() {
        Exports exports = proxy(Exports.class, (proxy, method, arguments) -> {
            if (method.getName().equals("advance")) {
                throw new LedgerException("killed", new IllegalStateException());
            }
            return call(ledger.exports(), method, arguments);
        });
        return proxy(
                Ledger.class,
                (proxy, method, arguments) ->
                        method.getName().equals("exports") ? exports : call(ledger, method, arguments));
    }

    private FoundExports found() {
        return FoundExports.ask(places, KEY, Place.ASKING);
    }

    /** One whose storage has all the time that it needs: which places are dead is told, not measured. */
    private Place place(String name) {
        return new Place(name, limits -> {
            BlobStore blobs = blobs(name);
            return proxy(BlobStore.class, (proxy, method, arguments) -> {
                if (broken.containsKey(name)) {
                    throw broken.get(name).get();
                }
                return call(blobs, method, arguments);
            });
        });
    }

    private Map<String, byte[]> contents(String place) {
        BlobStore blobs = blobs(place);
        Map<String, byte[]> contents = new HashMap<>();
        blobs.list("ledger/")
                .map(BlobEntry::name)
                .filter(name -> name.endsWith(".gz"))
                .forEach(name ->
                        contents.put(name, blobs.read(name).orElseThrow().content()));
        return contents;
    }

    private BlobStore blobs(String place) {
        StorageCredentials account =
                new StorageCredentials.AccountKey(AzuriteServer.ACCOUNT, new Secret(AzuriteServer.KEY));
        return BlobStores.open(
                azurite.account(),
                account,
                new Credentials.PersonalAccessToken(new Secret("none")),
                place + "-" + containers,
                CallLimits.standard());
    }

    private Ledger open(String name) {
        Ledger made = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve(name), null, null), Clock.systemUTC());
        opened.add(made);
        return made;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
