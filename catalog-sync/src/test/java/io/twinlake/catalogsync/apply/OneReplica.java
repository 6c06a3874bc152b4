package io.twinlake.catalogsync.apply;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.clients.databricks.UnityCatalog.GrantChange;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.ledger.epoch.EpochGuard;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Intents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One object at a replica, and the ledger's intents beside it: tells what was asked of both, in order, and fails where it shall. */
public final class OneReplica {
    /** What was asked, in one word or a few: {@code look}, {@code intent}, {@code describe}, {@code grant analysts}... */
    public final List<String> calls = new ArrayList<>();

    final Intents intents = mock(Intents.class);

    /** What stands there; null where nothing does. */
    @Nullable
    ObjectNode object;

    /** What stands there once a statement has made it. */
    Supplier<@Nullable ObjectNode> made = () -> object;

    private final SortedMap<String, TreeSet<String>> grants = new TreeMap<>();
    private final Map<String, ClientException> failures = new HashMap<>();
    private final Map<String, Runnable> deeds = new HashMap<>();
    private final UnityCatalog catalog = mock(UnityCatalog.class);
    private final Statements statements = mock(Statements.class);
    private final Workspace workspace = mock(Workspace.class);
    private long version = GoldSituation.AT_REPLICA.version();

    public OneReplica() {
        when(workspace.catalog()).thenReturn(catalog);
        when(workspace.statements()).thenReturn(statements);
        when(catalog.find(any(), any())).thenAnswer(call -> {
            called("look");
            return Optional.ofNullable(object).map(ObjectNode::deepCopy);
        });
        grants.put("twinlake", new TreeSet<>(List.of(OwnRights.ALL, OwnRights.MANAGE)));
        when(catalog.grants(any(), any())).thenAnswer(call -> grants());
        when(catalog.effectiveGrants(any(), any())).thenAnswer(call -> grants());
        when(catalog.create(any(), any())).thenAnswer(call -> {
            called("create");
            object =
                    call.<ObjectNode>getArgument(1).deepCopy().put("id", "made").put("owner", "twinlake");
            return object;
        });
        when(catalog.update(any(), any(), any())).thenAnswer(call -> {
            ObjectNode changes = call.getArgument(2);
            called(changes.has("owner") ? "own " + changes.path("owner").asText() : "describe");
            return object == null ? null : object.setAll(changes);
        });
        doAnswer(call -> {
                    called("delete");
                    object = null;
                    return null;
                })
                .when(catalog)
                .delete(any(), any());
        doAnswer(call -> grant(call.getArgument(2))).when(catalog).changeGrants(any(), any(), any());
        when(statements.run(any(), any())).thenAnswer(call -> run(call.getArgument(0)));
        when(intents.open(any(), any(), any(), any(), any())).thenAnswer(call -> {
            called("intent");
            return new Intent(
                    "this intent",
                    call.<RunId>getArgument(0),
                    GoldSituation.DIRECTION,
                    Epoch.FIRST,
                    call.getArgument(1),
                    call.getArgument(2),
                    new Intent.Traces(call.getArgument(3), call.getArgument(4), 0));
        });
        when(intents.expectCommit(any())).thenAnswer(call -> {
            called("expect");
            return call.getArgument(0);
        });
    }

    /** As a situation has it. */
    public OneReplica holding(Securable replica) {
        ObjectNode json = GoldObjects.json(replica.key()).put("id", replica.id());
        json.put("owner", replica.access().owner())
                .put("comment", replica.description().comment());
        if (replica.marker() != null) {
            replica.marker().properties().forEach(json.withObjectProperty("properties")::put);
        }
        Objects.requireNonNull(replica.access().grants())
                .forEach((principal, privileges) -> grants.put(principal, new TreeSet<>(privileges)));
        object = json;
        return this;
    }

    /** Each such call fails from now on. */
    public OneReplica failing(String call, FailureCategory category, Effect effect) {
        failures.put(call, new ClientException(category, effect, call, null, null, call + " failed", null));
        return this;
    }

    /** Another hand does something right before the first such call. */
    OneReplica before(String call, Runnable deed) {
        deeds.put(call, deed);
        return this;
    }

    OneReplica granted(String principal, String privilege) {
        grants.computeIfAbsent(principal, first -> new TreeSet<>()).add(privilege);
        return this;
    }

    private List<Grant> grants() {
        return grants.entrySet().stream()
                .map(entry -> new Grant(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    public OwnRights rights() {
        return new OwnRights(catalog, GoldSituation.SELF, Set.of());
    }

    public GuardedWorkspace guarded(Situation situation) {
        return new GuardedWorkspace(workspace, mock(EpochGuard.class), situation.standing());
    }

    private @Nullable Object grant(List<GrantChange> changes) {
        called("grant "
                + String.join(" ", changes.stream().map(GrantChange::principal).toList()));
        for (GrantChange change : changes) {
            TreeSet<String> privileges = grants.computeIfAbsent(change.principal(), first -> new TreeSet<>());
            privileges.removeAll(change.remove());
            privileges.addAll(change.add());
        }
        return null;
    }

    /** Reading a table's history is no call: it changes nothing. */
    private StatementResult run(Statement statement) {
        if (!statement.sql().contains("DESCRIBE HISTORY")) {
            called("statement");
            object = made.get();
            version++;
        }
        return new StatementResult(
                new StatementId("a statement"),
                List.of("version", "timestamp", "operation", "userName"),
                List.of(List.of(Long.toString(version), "2026-03-01 10:00:00", "SET TBLPROPERTIES", "twinlake")));
    }

    private void called(String call) {
        Runnable deed = deeds.remove(call);
        if (deed != null) {
            deed.run();
        }
        calls.add(call);
        ClientException failure = failures.get(call);
        if (failure != null) {
            throw failure;
        }
    }
}
