package io.twinlake.failover.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.clients.storage.BlobContent;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.PrimaryUnproven;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.epoch.Promotion.Lost;
import io.twinlake.ledger.epoch.Promotion.Promoted;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.tenure.Tenure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with a ledger each and one witness, in a real storage account. */
class EpochKeeperTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicInteger FENCE = new AtomicInteger();

    @TempDir
    private static Path data;

    private static AzuriteServer azurite;

    @TempDir
    private Path folder;

    private final GroupName gold = new GroupName("gold" + NUMBER.incrementAndGet());
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<JdbcLedger> ledgers = new ArrayList<>();
    private final Socket taken = new Socket();

    @BeforeAll
    static void startAzurite() throws IOException, InterruptedException {
        azurite = AzuriteServer.start(data);
    }

    @AfterAll
    static void stopAzurite() {
        azurite.close();
    }

    @AfterEach
    void close() throws IOException {
        ledgers.forEach(JdbcLedger::close);
        taken.close();
    }

    @Test
    void tellsTheWitnessOfAGroupWhenSomebodyIsAboutToWrite() {
        EpochKeeper ann = host();
        EpochState first = ann.current(gold, WEST);
        assertThat(ann.ask(gold)).isEmpty();

        ann.require(gold, Epoch.FIRST);

        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(first);
    }

    @Test
    void tellsOtherHostsOfAPromotion() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        ann.current(gold, WEST);

        Promotion promotion = ann.promote(gold, Epoch.FIRST, NORTH, "run 1", "the west is dark");

        EpochState second = ((Promoted) promotion).state();
        assertThat(bob.current(gold, WEST)).isEqualTo(second);
        assertThat(bob.withoutWitness().current(gold, WEST)).isEqualTo(second);
        assertThat(bob.ask(gold).orElseThrow().reason()).isEqualTo("the west is dark");
    }

    @Test
    void stopsAWriterOnAnotherHostOnceItsReadingIsASecondOld() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        ann.current(gold, WEST);
        bob.current(gold, WEST);
        bob.require(gold, Epoch.FIRST);
        ann.promote(gold, Epoch.FIRST, NORTH, "run 1", "the west is dark");

        clock.pass(WitnessReadings.AGE.plusNanos(1));

        assertThatThrownBy(() -> bob.require(gold, Epoch.FIRST)).isInstanceOf(StaleEpochException.class);
        assertThat(bob.promote(gold, Epoch.FIRST, WEST, "run 2", "too late")).isInstanceOf(Lost.class);
    }

    @Test
    void copiesNothingFromALedgerThatKnowsNothingOfTheMoveThatWasMade() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        ann.current(gold, WEST);
        bob.current(gold, WEST);

        ann.promote(gold, Epoch.FIRST, NORTH, "run-1", "the west is dark");
        ann.current(gold, WEST);
        bob.current(gold, WEST);

        assertThat(ledgers.get(0).holds().current(gold)).isEmpty();
        assertThat(ledgers.get(1).holds().current(gold).orElseThrow().reason()).contains("run-1");
    }

    @Test
    void findsItsOwnPromotionWhereItDiedBeforeItWasWrittenDown() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        bob.current(gold, WEST);
        RunId run = moveOf(bobs());
        bobs().steps().begin(run, 0, StepRecord.PROMOTION);
        ann.current(gold, WEST);
        ann.promote(gold, Epoch.FIRST, NORTH, run.value(), "as if bob had");

        assertThat(bob.current(gold, WEST).effectivePrimary()).isEqualTo(NORTH);
        assertThat(ledgers.get(1).holds().current(gold)).isEmpty();
    }

    /** As a ledger that was restored from a copy which was carried when the move had broken off before its promotion. */
    @Test
    void copiesNothingFromALedgerThatKnowsTheMoveAndNotItsPromotion() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        bob.current(gold, WEST);
        RunId run = moveOf(bobs());
        bobs().steps().begin(run, 0, "prove-versions");
        ann.current(gold, WEST);
        ann.promote(gold, Epoch.FIRST, NORTH, run.value(), "resumed behind the copy");

        bob.current(gold, WEST);

        assertThat(ledgers.get(1).holds().current(gold).orElseThrow().reason()).contains(run.value());
    }

    @Test
    void aRestoredLedgerThatSawThePromotionBeginMayStillNotKnowWhatCameBehindIt() throws SQLException {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        bob.current(gold, WEST);
        RunId run = moveOf(bobs());
        bobs().steps().begin(run, 0, StepRecord.PROMOTION);
        ann.current(gold, WEST);
        ann.promote(gold, Epoch.FIRST, NORTH, run.value(), "went on behind the copy");
        restored(ledgers.get(1));

        EpochState told = bob.current(gold, WEST);

        assertThat(told.unprovenSince()).isEmpty();
        assertThat(ledgers.get(1).holds().current(gold)).isPresent();
    }

    @Test
    void aRunThatWasTakenBackHoldsNothing() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        bob.current(gold, WEST);
        RunId run = moveOf(bobs());
        ann.current(gold, WEST);
        ann.promote(gold, Epoch.FIRST, WEST, EpochState.rollbackOf(run), "taken back");

        assertThat(bob.current(gold, WEST).epoch()).isEqualTo(new Epoch(2));
        assertThat(ledgers.get(1).holds().current(gold)).isEmpty();
    }

    @Test
    void aWitnessThatNamesTheSameEpochAndPrimaryProvesThemToARestoredLedger() throws SQLException {
        EpochKeeper ann = promotedOnce();
        restored(ledgers.get(0));

        assertThat(ann.current(gold, WEST).unprovenSince()).isEmpty();
        assertThatCode(() -> ann.require(gold, new Epoch(2))).doesNotThrowAnyException();
    }

    @Test
    void aWitnessIsNeverToldOfAGroupByALedgerThatDoesNotKnowWhoServes() throws SQLException {
        EpochKeeper ann = host();
        ann.current(gold, WEST);
        restored(ledgers.get(0));

        assertThat(ann.current(gold, WEST).unprovenSince()).isPresent();
        assertThatThrownBy(() -> ann.require(gold, Epoch.FIRST)).isInstanceOf(PrimaryUnproven.class);
        assertThat(ann.ask(gold)).isEmpty();
    }

    /** The copy tells of a promotion that was made without the witness, and that one never learnt of it: others may have gone by it since. */
    @Test
    void aWitnessIsNeverToldOfAPromotionByALedgerThatDoesNotKnowWhoServes() throws SQLException {
        EpochKeeper ann = promotedOnce();
        EpochState told = ann.current(gold, WEST);
        ann.withoutWitness().promote(gold, told.epoch(), WEST, "run 9", "the witness was down");
        restored(ledgers.get(0));

        assertThat(ann.current(gold, WEST).unprovenSince()).isPresent();
        assertThatThrownBy(() -> ann.require(gold, new Epoch(3))).isInstanceOf(PrimaryUnproven.class);
        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(told);
    }

    @Test
    void aForcedMoveTellsAWitnessThatKnowsNothingOfItsPromotionAndOfNothingBefore() throws SQLException {
        EpochKeeper ann = host();
        ann.current(gold, WEST);
        restored(ledgers.get(0));

        ann.forced().require(gold, Epoch.FIRST);
        assertThat(ann.ask(gold)).isEmpty();
        Promotion promotion = ann.forced().promote(gold, Epoch.FIRST, NORTH, "run 1", "the west is dark");

        EpochState second = ((Promoted) promotion).state();
        assertThat(second.effectivePrimary()).isEqualTo(NORTH);
        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(second);
        assertThat(ann.ask(gold).orElseThrow().reason()).isEqualTo("the west is dark");
        assertThat(ann.withoutWitness().current(gold, WEST)).isEqualTo(second);
        assertThatCode(() -> ann.forced().require(gold, second.epoch())).doesNotThrowAnyException();
    }

    /** It tells it of the group while the forced move is about to, and knows of no promotion. */
    @Test
    void aForcedMovePromotesAlthoughAnotherHostTellsTheWitnessOfAnEarlierEpochMeanwhile() throws SQLException {
        EpochKeeper ann = host();
        ann.current(gold, WEST);
        ann.withoutWitness().promote(gold, Epoch.FIRST, NORTH, "run 0", "the witness was down");
        restored(ledgers.get(0));
        Witness other = new BlobWitness(blobs(azurite.account()));
        Witness meanwhile = mock(Witness.class, delegatesTo(other));
        doAnswer(creation -> {
                    other.create(WitnessState.first(new EpochState(gold, Epoch.FIRST, WEST, Instant.EPOCH), ""));
                    return other.create(creation.getArgument(0));
                })
                .when(meanwhile)
                .create(any());
        EpochKeeper beside = new EpochKeeper(ledgers.get(0), meanwhile, clock.time());
        beside.current(gold, WEST);

        Promotion promotion = beside.forced().promote(gold, new Epoch(2), WEST, "run 5", "the north is dark");

        EpochState third = ((Promoted) promotion).state();
        assertThat(third.effectivePrimary()).isEqualTo(WEST);
        assertThat(beside.ask(gold).orElseThrow().epoch()).isEqualTo(third);
        assertThat(ann.withoutWitness().current(gold, WEST)).isEqualTo(third);
    }

    @Test
    void aForcedMoveTellsAWitnessThatIsBehindOfItsPromotionAndOfNothingBefore() throws SQLException {
        EpochKeeper ann = promotedOnce();
        EpochState told = ann.current(gold, WEST);
        ann.withoutWitness().promote(gold, told.epoch(), WEST, "run 9", "the witness was down");
        restored(ledgers.get(0));

        ann.forced().require(gold, new Epoch(3));
        assertThat(ann.leases().seize(gold, lease("ann"), LONG)).isEmpty();
        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(told);
        Promotion promotion = ann.forced().promote(gold, new Epoch(3), NORTH, "run 10", "the west is dark");

        EpochState fourth = ((Promoted) promotion).state();
        assertThat(fourth.epoch()).isEqualTo(new Epoch(4));
        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(fourth);
        assertThat(ann.current(gold, WEST)).isEqualTo(fourth);
    }

    @Test
    void aWitnessThatIsAheadOfTheCopyWinsOverAForcedMove() throws SQLException {
        EpochKeeper bob = host();
        bob.current(gold, WEST);
        restored(ledgers.get(0));
        EpochKeeper ann = host();
        ann.current(gold, WEST);
        ann.promote(gold, Epoch.FIRST, NORTH, "run 1", "the west is dark");

        assertThat(bob.forced().promote(gold, Epoch.FIRST, WEST, "run 2", "it knows of nothing"))
                .isInstanceOf(Lost.class);
        assertThatThrownBy(() -> bob.forced().require(gold, Epoch.FIRST)).isInstanceOf(StaleEpochException.class);
        assertThat(bob.current(gold, WEST).effectivePrimary()).isEqualTo(NORTH);
    }

    @Test
    void ofTwoForcedMovesOfRestoredLedgersOnePromotes() throws Exception {
        List<EpochKeeper> hosts = List.of(host(), host());
        for (int i = 0; i < hosts.size(); i++) {
            hosts.get(i).current(gold, WEST);
            restored(ledgers.get(i));
        }

        List<Promotion> answers = race(
                hosts, (host, number) -> host.forced().promote(gold, Epoch.FIRST, NORTH, "run " + number, "a race"));

        assertThat(answers).filteredOn(Promoted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Lost.class::isInstance).hasSize(1);
    }

    @Test
    void letsOneOfSixteenHostsPromote() throws Exception {
        List<EpochKeeper> hosts = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            hosts.add(host());
        }
        hosts.forEach(host -> host.current(gold, WEST));

        List<Promotion> answers =
                race(hosts, (host, number) -> host.promote(gold, Epoch.FIRST, NORTH, "run " + number, "a race"));

        Promoted won = (Promoted)
                answers.stream().filter(Promoted.class::isInstance).findFirst().orElseThrow();
        assertThat(answers).filteredOn(Lost.class::isInstance).hasSize(15).containsOnly(new Lost(won.state()));
        assertThat(hosts.get(3).current(gold, WEST)).isEqualTo(won.state());
    }

    @Test
    void letsOneOfTwoHostsWinEachOfFiftyRaces() throws Exception {
        List<EpochKeeper> hosts = List.of(host(), host());
        for (int i = 0; i < 50; i++) {
            Epoch held = hosts.get(0).current(gold, WEST).epoch();
            assertThat(hosts.get(1).current(gold, WEST).epoch()).isEqualTo(held);
            int turn = i;

            List<Promotion> answers = race(
                    hosts,
                    (host, number) -> host.promote(
                            gold, held, number == 0 ? WEST : NORTH, "run " + turn + "-" + number, "a race"));

            assertThat(answers).filteredOn(Promoted.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(Lost.class::isInstance).hasSize(1);
            assertThat(hosts.get(0).current(gold, WEST).epoch()).isEqualTo(held.next());
        }
    }

    @Test
    void answersTheSameToTheRunThatPromotedAlready() {
        EpochKeeper ann = host();
        ann.current(gold, WEST);
        Promotion promotion = ann.promote(gold, Epoch.FIRST, NORTH, "run 1", "its answer was lost");

        assertThat(ann.promote(gold, Epoch.FIRST, NORTH, "run 1", "asked again"))
                .isEqualTo(promotion);
    }

    @Test
    void givesTheLeaseToOneHostAndTellsTheOtherWhoHasIt() {
        EpochKeeper ann = promotedOnce();
        EpochKeeper bob = host();

        assertThat(ann.leases().take(gold, lease("ann"), LONG)).isEmpty();
        assertThat(bob.leases().take(gold, lease("bob"), LONG).orElseThrow().name())
                .isEqualTo("ann");
        assertThat(ann.leases().renew(gold)).isTrue();
        ann.leases().release(gold);
        assertThat(bob.leases().take(gold, lease("bob"), LONG)).isEmpty();
    }

    @Test
    void givesTheLeaseOfADeadProcessToTheNextOnTheSameLedger() {
        EpochKeeper killed = promotedOnce();
        killed.leases().take(gold, lease("killed"), LONG);

        EpochKeeper next = keeper(ledgers.get(0), blobs(azurite.account()));

        assertThat(next.leases().take(gold, lease("next"), LONG)).isEmpty();
    }

    @Test
    void whoWakesUpNeitherRenewsNorGivesBackTheLeaseThatTheNextOnTheSameLedgerTook() {
        EpochKeeper stopped = promotedOnce();
        assertThat(stopped.leases().take(gold, lease("stopped"), LONG)).isEmpty();
        EpochKeeper next = keeper(ledgers.get(0), blobs(azurite.account()));
        assertThat(next.leases().take(gold, lease("next"), LONG)).isEmpty();

        assertThat(stopped.leases().renew(gold)).isFalse();
        stopped.leases().release(gold);

        assertThat(next.leases().renew(gold)).isTrue();
        assertThat(host().leases()
                        .take(gold, lease("another host"), LONG)
                        .orElseThrow()
                        .name())
                .isEqualTo("next");
    }

    @Test
    void whoseNameStandsStillTakesNothingFromAHostThatHasNotSignedYet() {
        EpochKeeper ann = promotedOnce();
        assertThat(ann.leases().take(gold, lease("ann"), LONG)).isEmpty();
        ann.leases().release(gold);
        BlobWitness bob = new BlobWitness(blobs(azurite.account()));
        String taken = UUID.randomUUID().toString();
        assertThat(bob.take(gold, taken, LONG)).isTrue();

        assertThat(ann.leases().take(gold, lease("ann again"), LONG)).isPresent();

        assertThat(bob.renew(gold, taken)).isTrue();
    }

    @Test
    void tellsTheWitnessOfAPromotionMadeWithoutItAlsoWhenSomebodyOnlyAsks() {
        EpochKeeper ann = promotedOnce();
        EpochState now = ann.current(gold, WEST);
        ann.withoutWitness().promote(gold, now.epoch(), WEST, "run 9", "the witness was down");

        EpochState third = ann.current(gold, WEST);

        assertThat(third.effectivePrimary()).isEqualTo(WEST);
        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(third);
    }

    @Test
    void keepsAHostFromPromotingWhoseLeaseWasTakenAway() {
        EpochKeeper ann = promotedOnce();
        Epoch held = ann.current(gold, WEST).epoch();
        ann.leases().take(gold, lease("ann"), LONG);
        EpochKeeper bob = host();
        bob.current(gold, WEST);

        assertThat(bob.leases().seize(gold, lease("bob"), LONG)).isEmpty();

        assertThat(ann.leases().renew(gold)).isFalse();
        assertThatThrownBy(() -> ann.promote(gold, held, WEST, "run 1", "it does not know yet"))
                .isInstanceOf(EpochUnproven.class)
                .hasMessageContaining("held by bob");
        assertThat(bob.promote(gold, held, WEST, "run 2", "forced")).isInstanceOf(Promoted.class);
        clock.pass(WitnessReadings.AGE.plusNanos(1));
        assertThatThrownBy(() -> ann.require(gold, held)).isInstanceOf(StaleEpochException.class);
    }

    @Test
    void tellsWhoServesButLetsNobodyWriteWhileTheWitnessIsDown() throws IOException {
        EpochKeeper cutOff = keeper(ledger(), blobs(nobodyListens()));

        EpochState first = cutOff.current(gold, WEST);

        assertThat(first.effectivePrimary()).isEqualTo(WEST);
        assertThatThrownBy(() -> cutOff.require(gold, Epoch.FIRST)).isInstanceOf(EpochUnproven.class);
        assertThatThrownBy(() -> cutOff.promote(gold, Epoch.FIRST, NORTH, "run 1", "no"))
                .isInstanceOf(EpochUnproven.class);
        assertThatThrownBy(() -> cutOff.leases().take(gold, lease("ann"), LONG)).isInstanceOf(EpochUnproven.class);
        assertThat(cutOff.withoutWitness().promote(gold, Epoch.FIRST, NORTH, "run 1", "a person decided"))
                .isInstanceOf(Promoted.class);
    }

    @Test
    void tellsTheWitnessLaterOfAPromotionThatWasMadeWithoutIt() {
        EpochKeeper ann = promotedOnce();
        EpochState now = ann.current(gold, WEST);
        Promotion made = ann.withoutWitness().promote(gold, now.epoch(), WEST, "run 9", "the witness was down");
        EpochState third = ((Promoted) made).state();

        ann.require(gold, third.epoch());

        assertThat(ann.ask(gold).orElseThrow().epoch()).isEqualTo(third);
    }

    @Test
    void letsNobodyWriteWhereTwoHostsPromotedDifferentRegionsInOneEpoch() {
        EpochKeeper ann = host();
        EpochKeeper bob = host();
        ann.current(gold, WEST);
        bob.current(gold, WEST);
        bob.withoutWitness().promote(gold, Epoch.FIRST, WEST, "run 2", "cut off");
        ann.promote(gold, Epoch.FIRST, NORTH, "run 1", "the west is dark");

        assertThatThrownBy(() -> bob.require(gold, new Epoch(2)))
                .isInstanceOf(EpochUnproven.class)
                .hasMessageContaining("two primaries");
        assertThatCode(() -> ann.require(gold, new Epoch(2))).doesNotThrowAnyException();
        assertThat(bob.isContradicted(gold, WEST)).isTrue();
        assertThat(ann.isContradicted(gold, WEST)).isFalse();
    }

    @Test
    void doesNotTakeAnotherTextForTheWitness() {
        EpochKeeper ann = host();
        ann.current(gold, WEST);
        blobs(azurite.account()).ensureContainer();
        blobs(azurite.account()).write("epochs/" + gold + ".json", BlobContent.of("{\"group\": \"other\"}"));

        assertThatThrownBy(() -> ann.require(gold, Epoch.FIRST)).isInstanceOf(EpochUnproven.class);
    }

    private Ledger bobs() {
        return ledgers.get(1).under(Tenure.of(gold, Epoch.FIRST));
    }

    private RunId moveOf(Ledger ledger) {
        return ledger.runs()
                .start(gold, RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
    }

    /** What a ledger knows it knows from a copy. */
    private static void restored(JdbcLedger ledger) throws SQLException {
        try (Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE epochs SET unproven_since = CURRENT_TIMESTAMP");
        }
    }

    /** As the ledger gives it: each with a fence of its own. */
    private Lease lease(String owner) {
        return new Lease(LeaseName.move(gold), owner, FENCE.incrementAndGet(), Instant.EPOCH, Instant.EPOCH);
    }

    /** A host whose group the witness knows. */
    private EpochKeeper promotedOnce() {
        EpochKeeper host = host();
        host.current(gold, WEST);
        host.promote(gold, Epoch.FIRST, NORTH, "run 0", "to begin with");
        return host;
    }

    private EpochKeeper host() {
        return keeper(ledger(), blobs(azurite.account()));
    }

    private JdbcLedger ledger() {
        String url = "jdbc:h2:file:" + folder.resolve("ledger" + ledgers.size());
        JdbcLedger ledger = JdbcLedger.open(new LedgerLocation(url, null, null), Clock.systemUTC());
        ledgers.add(ledger);
        return ledger;
    }

    private EpochKeeper keeper(JdbcLedger ledger, BlobStore blobs) {
        return new EpochKeeper(ledger, new BlobWitness(blobs), clock.time());
    }

    private static BlobStore blobs(URI account) {
        return BlobStores.open(
                account,
                new StorageCredentials.AccountKey(AzuriteServer.ACCOUNT, new Secret(AzuriteServer.KEY)),
                new Credentials.AzureManagedIdentity(null),
                "twinlake",
                new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(1), null));
    }

    private URI nobodyListens() throws IOException {
        // Bound and not listened on: nobody else can come to listen there.
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/" + AzuriteServer.ACCOUNT);
    }

    private interface Contender {
        Promotion promote(EpochKeeper host, int number);
    }

    private static List<Promotion> race(List<EpochKeeper> hosts, Contender contender) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(hosts.size());
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Promotion>> futures = new ArrayList<>();
            for (int i = 0; i < hosts.size(); i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return contender.promote(hosts.get(number), number);
                }));
            }
            start.countDown();
            List<Promotion> answers = new ArrayList<>();
            for (Future<Promotion> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
