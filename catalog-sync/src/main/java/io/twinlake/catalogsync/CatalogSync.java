package io.twinlake.catalogsync;

import io.twinlake.catalogsync.access.GiveOwners;
import io.twinlake.catalogsync.access.GuardCopies;
import io.twinlake.catalogsync.access.HoldRights;
import io.twinlake.catalogsync.access.LeftBehind;
import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.apply.ApplyWork;
import io.twinlake.catalogsync.change.FirstClones;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.change.PlannedWork;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.MeasureFirstClones;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.decide.BuildPlan;
import io.twinlake.catalogsync.key.AlignKeys;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.catalogsync.parity.VerifyParity;
import io.twinlake.catalogsync.rebuild.RecoverPairs;
import io.twinlake.catalogsync.rebuild.Recovered;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.sharing.Patience;
import io.twinlake.catalogsync.sharing.ShareTables;
import io.twinlake.catalogsync.sharing.Shared;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.catalogsync.situation.ReadSituation;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The replication of one group between two workspaces, remembered in a ledger. */
public final class CatalogSync implements GroupSync {
    private final Standing standing;
    private final Workspace source;
    private final Workspace replica;
    private final Ledger ledger;
    private final Time time;
    private final Adoption adoption;
    private final Consumer<Plan> accepted;

    /** The workspaces must be those of the replication's direction. */
    public CatalogSync(Standing standing, Workspace source, Workspace replica, Ledger ledger, Time time) {
        this(standing, source, replica, ledger, time, Adoption.NONE, plan -> {});
    }

    private CatalogSync(
            Standing standing,
            Workspace source,
            Workspace replica,
            Ledger ledger,
            Time time,
            Adoption adoption,
            Consumer<Plan> accepted) {
        if (!source.region().equals(standing.direction().source())
                || !replica.region().equals(standing.direction().replica())) {
            throw new IllegalArgumentException(
                    "workspaces of " + source.region() + " and " + replica.region() + " for " + standing.direction());
        }
        this.standing = standing;
        this.source = source;
        this.replica = replica;
        this.ledger = ledger;
        this.time = time;
        this.adoption = adoption;
        this.accepted = accepted;
    }

    @Override
    public CatalogSync adopting(Adoption objects) {
        return new CatalogSync(standing, source, replica, ledger, time, objects, accepted);
    }

    @Override
    public CatalogSync provided(Consumer<Plan> accepts) {
        return new CatalogSync(standing, source, replica, ledger, time, adoption, accepts);
    }

    @Override
    public Plan plan() {
        return planned().plan();
    }

    @Override
    public PreparedSync prepare(RunId run, BooleanSupplier goOn) {
        PlannedWork planned = planned();
        accepted.accept(planned.plan());
        GroupName group = standing.group().name();
        GuardedWorkspace from = new GuardedWorkspace(source, ledger.epochs(), standing);
        GuardedWorkspace to = new GuardedWorkspace(replica, ledger.epochs(), standing);
        OwnRights own = OwnRights.of(
                standing.group(),
                replica.region(),
                replica.catalog(),
                planned.situation().replica().principal());
        ReadSecurable read =
                new ReadSecurable(replica.catalog(), own, planned.situation().uncompared());
        GuardCopies guards = new GuardCopies(
                new LeftBehind(planned.situation()), to, read, standing.group().access());
        guards.first(planned.works());
        Patience patience = new Patience(time, standing.group().sync().shareWithin());
        Shared shared = new ShareTables(from, to, group, patience).ensure(copied(planned), pinned(planned));
        CloneTable clone = new CloneTable(to, ledger.clones(), group, run, shared::seen, goOn);
        ApplyWork apply = ApplyWork.of(
                planned.situation(),
                source,
                to,
                read,
                own,
                clone,
                new SetAside(to, time.clock()),
                ledger.intents(),
                run);
        PrepareWayBack wayBack = new PrepareWayBack(planned.situation(), new ShareTables(to, from, group, patience));
        HoldRights rights = new HoldRights(to, own);
        Concurrently concurrently = new Concurrently(standing.group().sync().concurrency());
        AlignKeys keys = new AlignKeys(to, read, new TakeOwner(to, own), ledger, run, concurrently);
        GiveOwners owners = new GiveOwners(
                to, read, rights, ledger, run, concurrently, standing.group().access());
        FinishSync finish = new FinishSync(planned, ledger, run, wayBack, keys, owners, rights, guards);
        return new SyncOfRun(planned, shared.failures(), apply, finish, ledger, run, goOn);
    }

    @Override
    public ParityReport verify(Tier tier) {
        return parity().verify(tier);
    }

    @Override
    public ParityReport verify(Tier tier, ObjectName name) {
        return parity().verify(tier, name);
    }

    private VerifyParity parity() {
        return new VerifyParity(situation().read(Adoption.NONE), source, replica, time.clock());
    }

    @Override
    public Recovered recover(RunId run) {
        return new RecoverPairs(standing, source, replica, run, time.clock()).recover();
    }

    private PlannedWork planned() {
        PlannedWork planned = new BuildPlan(situation().read(adoption)).build();
        FirstClones first = new MeasureFirstClones(standing.group(), source, ledger.clones()).among(copied(planned));
        return new PlannedWork(planned.plan().copyingWhole(first), planned.works(), planned.situation());
    }

    private ReadSituation situation() {
        return new ReadSituation(standing, source, replica, ledger, time.clock());
    }

    /** The tables whose rows this plan copies. */
    private static List<Securable> copied(PlannedWork planned) {
        return copying(planned).map(Work::source).filter(Objects::nonNull).toList();
    }

    /** The versions that it copies: the source may have moved on by the time that they are shared. */
    private static Map<ObjectName, Long> pinned(PlannedWork planned) {
        Map<ObjectName, Long> pinned = new HashMap<>();
        copying(planned).forEach(work -> {
            if (work.version() != null) {
                pinned.put(work.change().object(), work.version().version());
            }
        });
        return pinned;
    }

    private static Stream<Work> copying(PlannedWork planned) {
        return planned.works().stream().filter(Work::copiesRows);
    }
}
