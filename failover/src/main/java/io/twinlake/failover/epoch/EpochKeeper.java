package io.twinlake.failover.epoch;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.step.StepRecord;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epoch where a witness is its home. Telling who serves never fails for want of the witness; writing does, with
 * {@link EpochUnproven}, and so does promoting. Thread safe.
 */
public final class EpochKeeper implements Epochs {
    private static final Logger LOG = LoggerFactory.getLogger(EpochKeeper.class);

    private final Ledger ledger;
    private final Epochs copy;
    private final Witness witness;
    private final WitnessReadings readings;
    private final WitnessLeases leases;
    private final Time time;
    private final Map<GroupName, RegionName> homes = new ConcurrentHashMap<>();

    /** @param ledger holds the copy, and its identity names this host's leases */
    public EpochKeeper(Ledger ledger, Witness witness, Time time) {
        this.ledger = ledger;
        this.copy = ledger.epochs();
        this.witness = witness;
        this.readings = new WitnessReadings(witness, time.ticker());
        this.leases = new WitnessLeases(witness, ledger::identity, time.clock());
        this.time = time;
    }

    /** The right to move a group, among hosts that do not share a ledger. */
    public WitnessLeases leases() {
        return leases;
    }

    /** The ledger's copy of the epoch alone: only for a person who has decided to go on although the witness cannot be asked. */
    public Epochs withoutWitness() {
        return copy;
    }

    /** What the witness itself says, for people; empty where it was never told of the group. */
    public Optional<WitnessState> ask(GroupName group) {
        return readings.fresh(group);
    }

    @Override
    public EpochState current(GroupName group, RegionName home) {
        try {
            follow(group, home);
        } catch (EpochUnproven e) {
            LOG.warn("the ledger's copy of the epoch is used group={} reason={}", group, e.getMessage());
        }
        return copy.current(group, home);
    }

    /**
     * Takes over what the witness says, and tells it of a promotion that was made without it. What this ledger itself does not take for proven it
     * does not tell.
     *
     * @throws EpochUnproven where it does not answer
     */
    public void follow(GroupName group, RegionName home) {
        homes.put(group, home);
        readings.fresh(group).ifPresent(witnessed -> {
            adopt(witnessed);
            if (copy.current(group, home).unprovenSince().isEmpty()) {
                established(group, Optional.of(witnessed));
            }
        });
    }

    @Override
    public void require(GroupName group, Epoch held) {
        copy.require(group, held);
        WitnessState witnessed = established(group, readings.recent(group));
        if (!witnessed.epoch().epoch().equals(held)) {
            adopt(witnessed);
            throw new StaleEpochException(group, held, witnessed.epoch().epoch());
        }
    }

    /** Moves the witness, then the copy. A process that dies between the two is found out by {@link #current}. */
    @Override
    public Promotion promote(GroupName group, Epoch held, RegionName to, String owner, String reason) {
        WitnessState witnessed = established(group, readings.fresh(group));
        EpochState next = next(group, held, to, owner);
        return witnessed.epoch().epoch().equals(held) ? replaced(witnessed, next, reason) : answer(witnessed, next);
    }

    @Override
    public Epochs forced() {
        return new ForcedEpochs(this);
    }

    /** The ledger's copy where it is not proven and all there is to go by: the witness knows less. */
    Optional<EpochState> unproven(GroupName group, Optional<WitnessState> witnessed) {
        EpochState ours = copy.current(group, home(group));
        return Optional.of(ours)
                .filter(state -> state.unprovenSince().isPresent()
                        && witnessed
                                .filter(known -> known.epoch().epoch().compareTo(state.epoch()) >= 0)
                                .isEmpty());
    }

    /** The promotion of a group whose epoch nothing proves: what makes the witness know of it is the new epoch, and nothing before. */
    Promotion promoteUnproven(Optional<WitnessState> witnessed, EpochState next, String reason) {
        return witnessed
                .map(behind -> replaced(behind, next, reason))
                .orElseGet(() -> reached(next.group(), () -> {
                    witness.create(WitnessState.first(next, reason));
                    WitnessState now = known(next.group());
                    // Another host may have told it first, of less than the copy knows: that is no promotion.
                    return now.epoch().epoch().compareTo(next.epoch()) < 0
                            ? replaced(now, next, reason)
                            : answer(now, next);
                }));
    }

    EpochState next(GroupName group, Epoch held, RegionName to, String owner) {
        return new EpochState(group, held.next(), to, time.clock().instant().truncatedTo(ChronoUnit.MICROS), owner);
    }

    WitnessReadings readings() {
        return readings;
    }

    private Promotion replaced(WitnessState witnessed, EpochState next, String reason) {
        boolean taken = leases.isTakenFromUs(witnessed);
        Optional<WitnessState> moved = taken ? Optional.empty() : replace(witnessed.promoted(next, reason));
        WitnessState now = moved.orElseGet(() -> known(next.group()));
        if (now.epoch().epoch().compareTo(next.epoch()) < 0) {
            throw new EpochUnproven(
                    "The witness of group " + next.group() + " is held by " + holder(now) + ": nothing was promoted.");
        }
        return answer(now, next);
    }

    /** What the witness's state says to whoever wanted to make the next one. */
    private Promotion answer(WitnessState witnessed, EpochState next) {
        boolean ours = witnessed.epoch().epoch().equals(next.epoch())
                && witnessed.epoch().effectivePrimary().equals(next.effectivePrimary())
                && witnessed.epoch().owner().equals(next.owner());
        if (ours) {
            copy.record(witnessed.epoch());
            return new Promotion.Promoted(witnessed.epoch());
        }
        adopt(witnessed);
        return new Promotion.Lost(witnessed.epoch());
    }

    /**
     * Takes over what the witness says. Where this ledger has not seen how a promotion was made, it does not know what that left behind: so
     * nothing is copied from here until somebody has looked.
     */
    private void adopt(WitnessState witnessed) {
        GroupName group = witnessed.epoch().group();
        EpochState known = copy.current(group, home(group));
        boolean news = witnessed.epoch().epoch().compareTo(known.epoch()) > 0;
        if (news && !isSeen(witnessed.epoch(), known)) {
            RunId run = witnessed.epoch().mover();
            LOG.warn(
                    "the group was moved unseen by this ledger group={} run={} primary={}",
                    group,
                    run,
                    witnessed.epoch().effectivePrimary());
            ledger.holds()
                    .hold(
                            group,
                            "Region " + witnessed.epoch().effectivePrimary() + " became the primary by run " + run
                                    + ", of whose promotion this ledger knows nothing. Restore the ledger from its newest copy, or sync: that searches the old primary first.",
                            run);
        }
        copy.record(witnessed.epoch());
    }

    /**
     * Whether this ledger has all that the epoch's run recorded. A ledger may know a run and not its promotion: one that was restored from a
     * copy that was carried before; what such a one knows of a promotion that it saw begin may be old as well.
     */
    private boolean isSeen(EpochState witnessed, EpochState known) {
        RunId run = witnessed.mover();
        return known.unprovenSince().isEmpty()
                && ledger.runs().find(run).isPresent()
                && (witnessed.effectivePrimary().equals(known.effectivePrimary())
                        || ledger.steps().of(run).stream().anyMatch(StepRecord::isPromotionBegun));
    }

    @Override
    public void record(EpochState state) {
        copy.record(state);
    }

    /**
     * The witness as it is after it was told what only the ledger knew: of a group that is new to it, or of a promotion that was made
     * while it could not be asked.
     *
     * @throws io.twinlake.ledger.epoch.PrimaryUnproven where the ledger alone names who serves, and does not know that
     */
    private WitnessState established(GroupName group, Optional<WitnessState> witnessed) {
        WitnessState known = witnessed.orElseGet(() -> create(group));
        EpochState ours = copy.current(group, home(group));
        if (contradicts(known, ours)) {
            throw new EpochUnproven(
                    "Group " + group + " has two primaries in epoch " + ours.epoch() + ": "
                            + known.epoch().effectivePrimary() + " by the witness and " + ours.effectivePrimary()
                            + " by this ledger. Nothing is written until a person has settled it.",
                    "See to which region the API's writers write, then say it: `twinlake ledger restore --primary REGION`.");
        }
        return ours.epoch().compareTo(known.epoch().epoch()) > 0 ? catchUp(known, ours) : known;
    }

    /**
     * Whether the witness names another region in the very epoch that this ledger knows: two hosts promoted, one of them without the witness.
     *
     * @throws EpochUnproven where it does not answer
     */
    public boolean isContradicted(GroupName group, RegionName home) {
        homes.put(group, home);
        return ask(group)
                .filter(known -> contradicts(known, copy.current(group, home)))
                .isPresent();
    }

    private static boolean contradicts(WitnessState witnessed, EpochState ours) {
        return witnessed.epoch().epoch().equals(ours.epoch())
                && !witnessed.epoch().effectivePrimary().equals(ours.effectivePrimary());
    }

    private WitnessState catchUp(WitnessState behind, EpochState ours) {
        LOG.warn(
                "the witness is told of a promotion that was made without it group={} epoch={} primary={}",
                ours.group(),
                ours.epoch(),
                ours.effectivePrimary());
        ours.requireProven();
        WitnessState next = behind.promoted(ours, "promoted while the witness could not be asked");
        return replace(next).orElseGet(() -> {
            WitnessState now = known(ours.group());
            if (now.epoch().epoch().compareTo(ours.epoch()) < 0) {
                throw new EpochUnproven("The witness of group " + ours.group() + " is behind (epoch "
                        + now.epoch().epoch() + ", the ledger " + ours.epoch() + ") and held by " + holder(now) + ".");
            }
            return now;
        });
    }

    private WitnessState create(GroupName group) {
        EpochState ours = copy.current(group, home(group));
        ours.requireProven();
        return reached(group, () -> {
            witness.create(WitnessState.first(ours, ""));
            return known(group);
        });
    }

    private Optional<WitnessState> replace(WitnessState next) {
        GroupName group = next.epoch().group();
        @Nullable String lease = leases.id(group);
        return reached(group, () -> {
            readings.forget(group);
            return witness.replace(next, lease);
        });
    }

    private WitnessState known(GroupName group) {
        return readings.fresh(group)
                .orElseThrow(() -> new EpochUnproven("The witness of group " + group + " is gone."));
    }

    private RegionName home(GroupName group) {
        RegionName home = homes.get(group);
        if (home == null) {
            throw new IllegalStateException("nobody asked for the epoch of group " + group);
        }
        return home;
    }

    private static <T> T reached(GroupName group, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClientException e) {
            throw WitnessReadings.unproven(group, e);
        }
    }

    private static String holder(WitnessState state) {
        return state.holder()
                .map(holder -> holder.name() + " since " + holder.since())
                .orElse("somebody");
    }
}
