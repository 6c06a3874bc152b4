package io.twinlake.orchestrator.serve;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.readiness.ReadinessProof;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.status.ReadStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Figures of each group, read from the ledger alone whenever they are asked for: no witness and no region is waited for. */
final class GroupMetrics implements MeterBinder {
    private final Installation installation;

    GroupMetrics(Installation installation) {
        this.installation = installation;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        installation.config().groups().values().forEach(group -> bind(registry, group));
    }

    private void bind(MeterRegistry registry, FailoverGroup group) {
        gauge(group, "twinlake_last_status", () -> lastStatus(group))
                .description("How the last sync stands: 0 succeeded, 1 partial, 2 failed, 3 interrupted, 4 at work.")
                .register(registry);
        gauge(group, "twinlake_last_success_timestamp_seconds", () -> lastSuccess(group))
                .description("When the last sync without anything outstanding ended.")
                .register(registry);
        gauge(group, "twinlake_replication_lag_seconds", () -> lag(group))
                .description("Age of the point in time up to which the whole group is at the replica.")
                .register(registry);
        gauge(group, "twinlake_epoch", () -> serving(group).epoch().number())
                .description("The group's epoch: it grows with every promotion.")
                .register(registry);
        gauge(
                        group,
                        "twinlake_primary_unproven",
                        () -> serving(group).state().doubt().isPresent() ? 1 : 0)
                .description("1 while nothing proves who serves: the ledger was restored from a copy, and syncs wait.")
                .register(registry);
        gauge(group, "twinlake_ready", () -> ready(group))
                .description("1 where all was well when readiness was proven last, 0 where something was not.")
                .register(registry);
        gauge(group, "twinlake_last_ready_timestamp_seconds", () -> lastReady(group))
                .description("When all was well last, everything being asked that a move would ask.")
                .register(registry);
        for (RegionName region : List.of(group.home(), group.secondary())) {
            gauge(
                            group,
                            "twinlake_effective_primary",
                            () -> serving(group).serving().equals(region) ? 1 : 0)
                    .description("1 for the region that serves the group, 0 for the other one.")
                    .tag("region", region.value())
                    .register(registry);
            gauge(group, "twinlake_unfenced", () -> isUnfenced(group, region) ? 1 : 0)
                    .description("1 for a region that was left and may still write.")
                    .tag("region", region.value())
                    .register(registry);
        }
        for (Outcome outcome : Outcome.values()) {
            gauge(group, "twinlake_objects", () -> objects(group, outcome))
                    .description("Objects in scope by the state that they were left in.")
                    .tag("state", outcome.word())
                    .register(registry);
        }
    }

    private static Gauge.Builder<Supplier<Number>> gauge(FailoverGroup group, String name, Supplier<Number> value) {
        return Gauge.builder(name, value).tag("group", group.name().value()).strongReference(true);
    }

    private Standing serving(FailoverGroup group) {
        return new ReadStatus(installation.group(group)).serving();
    }

    private boolean isUnfenced(FailoverGroup group, RegionName region) {
        return installation
                .ledger()
                .fences()
                .find(group.name(), region)
                .filter(state -> state.status() == FenceState.Status.UNFENCED)
                .isPresent();
    }

    /** Not a number before the first sync. */
    private double lastStatus(FailoverGroup group) {
        Optional<Run> run = installation.ledger().runs().latest(group.name(), RunKind.SYNC);
        if (run.isEmpty()) {
            return Double.NaN;
        }
        return switch (run.get().result()) {
            case SUCCEEDED -> 0;
            case PARTIAL -> 1;
            case FAILED -> 2;
            case INTERRUPTED -> 3;
            case RUNNING -> 4;
        };
    }

    private double lastSuccess(FailoverGroup group) {
        return installation
                .ledger()
                .runs()
                .latestSuccess(group.name(), RunKind.SYNC)
                .flatMap(run -> Optional.ofNullable(run.end().at()))
                .map(ended -> (double) ended.getEpochSecond())
                .orElse(Double.NaN);
    }

    /** Not a number before the first proof. */
    private double ready(FailoverGroup group) {
        return proof(group).map(proof -> proof.isWell() ? 1.0 : 0.0).orElse(Double.NaN);
    }

    private double lastReady(FailoverGroup group) {
        return proof(group)
                .flatMap(ReadinessProof::wellAt)
                .map(at -> (double) at.getEpochSecond())
                .orElse(Double.NaN);
    }

    private Optional<ReadinessProof> proof(FailoverGroup group) {
        return installation.ledger().readiness().latest(group.name());
    }

    private double lag(FailoverGroup group) {
        return new ReadStatus(installation.group(group))
                .read()
                .lag()
                .map(Duration::toMillis)
                .map(millis -> millis / 1000.0)
                .orElse(Double.NaN);
    }

    private double objects(FailoverGroup group, Outcome outcome) {
        return installation.ledger().states().countByOutcome(group.name()).getOrDefault(outcome, 0);
    }
}
