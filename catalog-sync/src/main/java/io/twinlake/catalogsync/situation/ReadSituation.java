package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.inventory.ReadInventory;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.GroupName;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads both regions, side by side, and what the ledger knows; changes nothing. */
public final class ReadSituation {
    /** Runs without an end that are looked back upon. */
    private static final int LOOK_BACK = 1000;

    private final Replication replication;
    private final Workspace source;
    private final Workspace replica;
    private final Ledger ledger;
    private final Clock clock;

    public ReadSituation(Replication replication, Workspace source, Workspace replica, Ledger ledger, Clock clock) {
        this.replication = replication;
        this.source = source;
        this.replica = replica;
        this.ledger = ledger;
        this.clock = clock;
    }

    public Situation read() {
        List<Inventory> sides = new Concurrently(2)
                .map(List.of(source, replica), side -> new ReadInventory(side, replication.group(), clock).read());
        Inventory atSource = sides.get(0).withoutSetAside();
        Map<SecurableKey, ReplicaState> states = states();
        Map<SecurableKey, Pairing> pairs = new HashMap<>();
        states.forEach((key, state) -> pairs.put(key, Pairing.of(state, replication.direction())));
        TableVersions versions = new ReadTableVersions(
                        new TableHistory(source.statements()),
                        new TableHistory(replica.statements()),
                        new Concurrently(replication.group().sync().concurrency()))
                .read(atSource, sides.get(1), pairs);
        return new Situation(
                replication.group(),
                replication.direction(),
                replication.epoch(),
                atSource,
                sides.get(1),
                versions,
                states,
                committedAt(states),
                undecided());
    }

    private Map<SecurableKey, ReplicaState> states() {
        Map<SecurableKey, ReplicaState> states = new HashMap<>();
        for (ReplicaState state : ledger.states().all(group())) {
            states.put(new SecurableKey(state.kind(), state.object()), state);
        }
        return states;
    }

    private Map<ObjectName, Instant> committedAt(Map<SecurableKey, ReplicaState> states) {
        Map<ObjectName, Instant> committedAt = new HashMap<>();
        for (SecurableKey key : states.keySet()) {
            String sourceId = states.get(key).sourceId();
            if (key.kind() == SecurableKind.TABLE && states.get(key).direction().equals(replication.direction())) {
                ledger.clones()
                        .latestDone(group(), key.name())
                        .filter(clone -> clone.sourceTableId().equals(sourceId))
                        .ifPresent(clone -> committedAt.put(key.name(), clone.sourceCommittedAt()));
            }
        }
        return committedAt;
    }

    /** What runs of this direction that never ended were writing, back to the last one that did end. */
    private Set<SecurableKey> undecided() {
        Set<SecurableKey> undecided = new HashSet<>();
        for (Run run : ledger.runs().history(group(), LOOK_BACK)) {
            if (run.kind() == RunKind.SYNC && run.direction().equals(replication.direction())) {
                if (run.result() == RunResult.SUCCEEDED || run.result() == RunResult.PARTIAL) {
                    break;
                }
                ledger.states()
                        .undecided(run.id())
                        .forEach(intent -> undecided.add(new SecurableKey(intent.kind(), intent.object())));
            }
        }
        return undecided;
    }

    private GroupName group() {
        return replication.group().name();
    }
}
