package io.twinlake.orchestrator.faults;

import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.endpoint.SwitchReading;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.Steps;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.drill.Drill;
import io.twinlake.orchestrator.drill.DrillTerms;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Drills on a real ledger, in this process, of a replica in which a killed drill left a schema. At each step the replica or the ledger
 * fails once. Whatever was struck, nothing of any drill is left and the run has ended, at the latest behind the next drill.
 */
final class StruckDrills implements Family {
    private static final String REFUSED = "the region refuses once";
    private static final String UNFORESEEN = "an exception that nobody foresaw";
    private static final String NOT_BEGUN = "the step's beginning cannot be recorded";
    private static final String NOT_ENDED = "the step's end cannot be recorded";
    private static final String PRIMARY_REFUSES = "the primary refuses once";
    private static final String SILENT = "the secondary's Function gives no answer once";
    private static final String ANOTHER_ROW = "the secondary's Function gives another row once";
    private static final String ENDPOINTS = """
                apiTables: [gold.s.orders]
                endpoints:
                  lookup:
                    functions:
                      westeurope: {id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/w, url: "https://w.example"}
                      northeurope: {id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/n, url: "https://n.example"}
                  gateway:
                    backend: /subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/backends/b
                    url: https://api.example
                    probe: /customers/1
                    home: westeurope
            """;
    private static final String LEFT = "twinlake_drill_killed";

    @Override
    public String name() {
        return "drills";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (RunbookStep step : Procedures.of(RunbookKind.DRILL).steps()) {
            cells.add(new Cell(Operation.DRILL, REFUSED, step.name()));
            cells.add(new Cell(Operation.DRILL, UNFORESEEN, step.name()));
            cells.add(new Cell(Operation.DRILL, NOT_BEGUN, step.name()));
            cells.add(new Cell(Operation.DRILL, NOT_ENDED, step.name()));
        }
        for (String fault : List.of(PRIMARY_REFUSES, SILENT, ANOTHER_ROW)) {
            cells.add(new Cell(Operation.DRILL, fault, Verb.COMPARE_LOOKUPS.word()));
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(new Merged(
                "drill | killed at a step",
                "the step's beginning, or its end, cannot be recorded",
                "a drill is never taken up again: the next one ends the run that it finds and removes every drill's schema, which"
                        + " both cells show with a run and a schema of a killed drill"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        new TwinFolder(folder).configured(ENDPOINTS);
        TwinlakeConfig config = ConfigurationFile.read(folder.resolve("twinlake.yml"), Map.of());
        FailoverGroup group = config.groups().values().iterator().next();
        Replica replica = new Replica(group);
        RunResult result;
        RunResult next;
        String left;
        try (Ledger ledger = JdbcLedger.open(config.ledger(), Clock.systemUTC())) {
            ledger.epochs().current(group.name(), group.home());
            synced(ledger, group);
            killed(ledger, group);
            Ledger struck = strike(cell, ledger, group, replica);
            result = drill(struck, ledger, group, replica, folder);
            left = replica.schemas.toString();
            replica.mend();
            next = drill(ledger, ledger, group, replica, folder);
        }
        boolean cleansUp =
                cell.place().equals("clean-up") && Set.of(REFUSED, UNFORESEEN).contains(cell.fault());
        evidence.ends(
                Map.of(
                        "the struck drill",
                        result == RunResult.SUCCEEDED ? "passed" : "did not pass",
                        "what it left",
                        cleansUp ? "not looked at" : left,
                        "the next drill",
                        next.name(),
                        "what the next one left",
                        replica.schemas.toString()),
                Map.of(
                        "the struck drill", "did not pass",
                        "what it left", cleansUp ? "not looked at" : "[]",
                        "the next drill", "SUCCEEDED",
                        "what the next one left", "[]"));
        keep(folder, evidence);
        return evidence;
    }

    private static void keep(Path folder, Evidence evidence) throws IOException {
        new Host(TwinMain.class, folder, evidence).keepWhatIsToBeRead();
    }

    /** Without that no drill is well: the group is wholly at the replica, and a copy of the ledger is elsewhere. */
    private static void synced(Ledger ledger, FailoverGroup group) {
        Ledger writable = ledger.under(Tenure.of(group.name(), Epoch.FIRST));
        Run sync = writable.runs()
                .start(group.name(), RunKind.SYNC, new Direction(group.home(), group.secondary()), Epoch.FIRST);
        writable.states().advance(group.name(), sync.id(), Instant.now());
        writable.runs().end(sync.id(), RunResult.SUCCEEDED, Map.of(), "Done.");
        ledger.exports().note(new PlaceState("northeurope", 0, Instant.now(), null));
    }

    /** The run of a drill that was killed before. */
    private static void killed(Ledger ledger, FailoverGroup group) {
        ledger.under(Tenure.of(group.name(), Epoch.FIRST))
                .runs()
                .start(group.name(), RunKind.DRILL, new Direction(group.home(), group.secondary()), Epoch.FIRST);
    }

    private static Ledger strike(Cell cell, Ledger ledger, FailoverGroup group, Replica replica) {
        RuntimeException failure = Set.of(REFUSED, PRIMARY_REFUSES).contains(cell.fault())
                ? new ClientException(FailureCategory.PERMISSION, "ask", null, null, "The test refuses.", null)
                : new IllegalStateException("nobody foresaw this");
        switch (cell.fault()) {
            case REFUSED, UNFORESEEN -> {
                replica.failAt(cell.place(), failure);
                return ledger;
            }
            case PRIMARY_REFUSES, SILENT, ANOTHER_ROW -> {
                replica.failAt(cell.fault(), failure);
                return ledger;
            }
            default -> {
                Ledger writable = ledger.under(Tenure.of(group.name(), Epoch.FIRST));
                Steps steps = mock(Steps.class, delegatesTo(writable.steps()));
                LedgerException full = new LedgerException("The test's ledger refuses.", new IOException());
                if (cell.fault().equals(NOT_BEGUN)) {
                    doThrow(full).when(steps).begin(any(), anyInt(), eq(cell.place()));
                } else {
                    doThrow(full).when(steps).end(any(), anyInt(), eq(cell.place()), any(), any());
                }
                Ledger refusing = mock(Ledger.class, delegatesTo(writable));
                when(refusing.steps()).thenReturn(steps);
                when(refusing.under(any())).thenReturn(refusing);
                return refusing;
            }
        }
    }

    /** What became of the drill's run: one that cannot record where it stands ends by throwing. */
    private static RunResult drill(Ledger at, Ledger ledger, FailoverGroup group, Replica replica, Path folder) {
        try {
            new Drill(replica.on(at)).run(new DrillTerms(1, 1, folder.resolve("drills")));
        } catch (LedgerException brokenOff) {
            if (at == ledger) {
                throw brokenOff;
            }
        }
        return ledger.runs()
                .latest(group.name(), RunKind.DRILL)
                .map(Run::result)
                .orElseThrow();
    }

    /** A region in which a killed drill left a schema, and which fails in one step if it shall. */
    private static final class Replica {
        private static final String ROW = "{\"id\":1}";

        private final Set<String> schemas = new ConcurrentSkipListSet<>(Set.of(LEFT));
        private final Workspace workspace = mock(Workspace.class, RETURNS_DEEP_STUBS);
        private final FailoverGroup group;
        private Optional<String> struck = Optional.empty();
        private RuntimeException failure = new IllegalStateException();
        private boolean ready;

        Replica(FailoverGroup group) {
            this.group = group;
            when(workspace.catalog().schemas(any())).thenAnswer(call -> listed());
            when(workspace.catalog().find(any(), any())).thenAnswer(call -> found(call.getArgument(0)));
            when(workspace.catalog().create(any(), any())).thenAnswer(call -> {
                ObjectNode schema = call.getArgument(1);
                schemas.add(schema.path("name").asText());
                return schema;
            });
            when(workspace.statements().run(any(), any())).thenAnswer(call -> run(call.getArgument(0)));
            when(workspace.warehouse().state()).thenAnswer(call -> {
                failIn("warm-warehouse");
                return "RUNNING";
            });
        }

        void failAt(String step, RuntimeException with) {
            struck = Optional.of(step);
            failure = with;
        }

        void mend() {
            struck = Optional.empty();
        }

        private void failIn(String step) {
            if (struck.filter(step::equals).isPresent()) {
                throw failure;
            }
        }

        /** The table of the API; no drill's schema is looked for before it is made. */
        private Optional<ObjectNode> found(SecurableKind kind) {
            failIn("clone-api-tables");
            ArrayNode columns = JsonNodeFactory.instance.arrayNode();
            columns.addObject().put("name", "id");
            return kind == SecurableKind.TABLE
                    ? Optional.of(JsonNodeFactory.instance
                            .objectNode()
                            .put("table_type", "MANAGED")
                            .put("table_id", "t1")
                            .set("columns", columns))
                    : Optional.empty();
        }

        private Stream<ObjectNode> listed() {
            failIn("clean-up");
            return new TreeSet<>(schemas).stream().map(name -> {
                ObjectNode schema = JsonNodeFactory.instance.objectNode().put("name", name);
                ObjectNode properties = schema.putObject("properties");
                new Marker(group.name().value(), name, null, null, true)
                        .properties()
                        .forEach(properties::put);
                return schema;
            });
        }

        private StatementResult run(Statement statement) {
            if (statement.sql().startsWith("DROP SCHEMA")) {
                schemas.removeIf(statement.sql()::contains);
            }
            if (!statement.sql().contains(" AS sampled")) {
                return new StatementResult(new StatementId("1"), List.of(), List.of());
            }
            failIn("compare-lookups");
            return sampled();
        }

        private static StatementResult sampled() {
            return new StatementResult(new StatementId("1"), List.of("sampled", "row"), List.of(List.of("1", ROW)));
        }

        private Workspace primary() {
            Workspace primary = mock(Workspace.class, RETURNS_DEEP_STUBS);
            when(primary.statements().run(any(), any())).thenAnswer(call -> {
                failIn(PRIMARY_REFUSES);
                return sampled();
            });
            return primary;
        }

        private LookupEndpoint functions() {
            LookupEndpoint functions = mock();
            when(functions.ask(any(), any(), any())).thenAnswer(call -> {
                boolean isOurs =
                        call.<LookupProbe>getArgument(0).endpoint().toString().startsWith("https://n.example");
                if (isOurs && struck.filter(SILENT::equals).isPresent()) {
                    return LookupAnswer.none(Duration.ofSeconds(10), "no answer");
                }
                boolean isAnother = isOurs && struck.filter(ANOTHER_ROW::equals).isPresent();
                return new LookupAnswer(
                        AnswerKind.ANSWERED,
                        Optional.empty(),
                        Optional.empty(),
                        isAnother ? "{}" : ROW,
                        Duration.ofMillis(5),
                        "a row",
                        Optional.empty());
            });
            return functions;
        }

        ProtectedGroup on(Ledger ledger) {
            ready = false;
            GroupMeans means = mock(GroupMeans.class);
            GroupSync sync = mock(GroupSync.class);
            when(sync.verify(any())).thenAnswer(call -> parity());
            when(means.sync(any(), any())).thenReturn(sync);
            LookupEndpoint functions = functions();
            when(means.lookups(any())).thenReturn(functions);
            Switches switches = mock(Switches.class);
            EndpointSwitch turned = turned();
            when(switches.turnedTo(any())).thenReturn(List.of(turned));
            when(means.switches(any(), any())).thenReturn(switches);
            when(means.readiness(any())).thenReturn(standing -> readiness());
            Workspace primary = primary();
            return LoneGroup.on(
                    Authority.of(ledger),
                    group,
                    means,
                    region -> region.equals(group.secondary()) ? workspace : primary);
        }

        /** Asked first, and for the group's age at the end. */
        private List<Check> readiness() {
            failIn(ready ? "check-objectives" : "check-readiness");
            ready = true;
            return List.of();
        }

        private ParityReport parity() {
            failIn("verify-parity");
            return new ParityReport(
                    Tier.METADATA, new Direction(group.home(), group.secondary()), Instant.EPOCH, List.of(), List.of());
        }

        private EndpointSwitch turned() {
            EndpointSwitch turned = mock(EndpointSwitch.class);
            when(turned.plan(any())).thenAnswer(call -> {
                failIn("rehearse-switches");
                return new SwitchPlan(
                        "gateway",
                        group.secondary(),
                        new SwitchReading(Map.of("url", "w"), Optional.of(group.home()), null),
                        Map.of("url", "n"));
            });
            return turned;
        }
    }
}
