package io.twinlake.catalogsync;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.config.time.Time;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.tenure.Tenure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Two twins, a ledger between them, and a group with the catalog {@code gold}. */
final class TwoRegions {
    private static final AtomicInteger GROUPS = new AtomicInteger();

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    final RegionTwin west;
    final RegionTwin north;
    final RegionTwinObjects atWest;
    final RegionTwinObjects atNorth;
    Ledger ledger;
    private final GroupName name;
    private RegionTwin serving;
    private Epoch epoch = Epoch.FIRST;
    String limits = "concurrency: 2";
    String owners = "copy";
    String acknowledged = "";
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    /** What passes while somebody waits. */
    final SteppedClock waits = new SteppedClock(NOW);

    /** A group of its own in a ledger that many tests share. */
    TwoRegions(Ledger ledger) {
        this(
                ledger,
                new RegionTwin("west"),
                new RegionTwin("north"),
                new GroupName("group_" + GROUPS.incrementAndGet()));
        west.sharing.peer = north;
        north.sharing.peer = west;
        atWest.schema("gold", "s");
    }

    private TwoRegions(Ledger ledger, RegionTwin west, RegionTwin north, GroupName name) {
        ledger.epochs().current(name, west.name);
        this.ledger = ledger.under(Tenure.of(name, Epoch.FIRST));
        this.west = west;
        this.north = north;
        this.atWest = new RegionTwinObjects(west);
        this.atNorth = new RegionTwinObjects(north);
        this.name = name;
        this.serving = west;
    }

    /** From now on another region serves, and whoever still works under the epoch before is stale. */
    void promote(RegionTwin region, Ledger shared) {
        Promotion promotion = shared.epochs().promote(name, epoch, region.name, "a test", "the other one is down");
        epoch = ((Promotion.Promoted) promotion).state().epoch();
        serving = region;
        ledger = shared.under(Tenure.of(name, epoch));
    }

    private Direction direction() {
        return new Direction(serving.name, (serving == west ? north : west).name);
    }

    /** The same regions and group as another ledger meets them. */
    TwoRegions onto(Ledger other) {
        return new TwoRegions(other, west, north, name);
    }

    FailoverGroup group() {
        return KeyedRecords.group(
                name.value(),
                west.name,
                north.name,
                "catalogs: [{name: gold, exclude: [s.tmp_*]}], acknowledgedUnprotected: [" + acknowledged
                        + "], mappings: {locations: [{west: abfss://lake@west/, north: abfss://lake@north/}],"
                        + " principals: [{west: west-readers, north: north-readers},"
                        + " {west: westerner, north: null}]}, sync: {" + limits + "}, owners: "
                        + owners);
    }

    CatalogSync sync() {
        return sync(epoch);
    }

    CatalogSync sync(Epoch held) {
        ledger.epochs().current(group().name(), west.name);
        Standing standing = standing(held, serving);
        return serving == west
                ? new CatalogSync(standing, west, north, ledger, time())
                : new CatalogSync(standing, north, west, ledger, time());
    }

    /** The opposite direction, as after a promotion of the north. */
    CatalogSync back() {
        return new CatalogSync(standing(Epoch.FIRST, north), north, west, ledger, time());
    }

    private Time time() {
        return new Time(clock, waits.time().ticker(), waits.time().sleeper());
    }

    private Standing standing(Epoch held, RegionTwin region) {
        return new Standing(group(), new EpochState(group().name(), held, region.name, clock.instant()));
    }

    Run begin() {
        return ledger.runs().start(group().name(), RunKind.SYNC, direction(), epoch);
    }

    /** A run of the opposite direction. */
    Run beginBack() {
        return ledger.runs().start(group().name(), RunKind.SYNC, new Direction(north.name, west.name), Epoch.FIRST);
    }

    /** One sync from its beginning to its end. */
    SyncReport run() {
        return run(sync(), begin().id());
    }

    SyncReport run(CatalogSync sync, RunId run) {
        PreparedSync prepared = sync.prepare(run, () -> true);
        for (int wave = 0; wave < prepared.waves(); wave++) {
            prepared.applyWave(wave, 0, 2);
            prepared.applyWave(wave, 1, 2);
        }
        SyncReport report = prepared.finish();
        ledger.runs().end(run, report.result(), Map.of(), "done");
        return report;
    }

    ParityReport verify(Tier tier) {
        return sync().verify(tier);
    }

    ReplicaState state(SecurableKind kind, String name) {
        return ledger.states()
                .find(group().name(), kind, ObjectName.parse(name))
                .orElseThrow();
    }

    /** An empty ledger on disk. */
    static Ledger ledger(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("ledger");
        return JdbcLedger.open(new LedgerLocation(url, null, null), Clock.systemUTC());
    }
}
