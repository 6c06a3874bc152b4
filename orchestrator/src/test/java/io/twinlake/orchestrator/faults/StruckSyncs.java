package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.orchestrator.Main;
import io.twinlake.orchestrator.endtoend.RegionSql;
import io.twinlake.orchestrator.endtoend.TwoRegions;
import io.twinlake.orchestrator.faults.Host.Ended;
import io.twinlake.orchestrator.faults.Wires.Answer;
import io.twinlake.orchestrator.faults.Wires.Meeting;
import io.twinlake.orchestrator.faults.oracle.Call;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.ForeignWork;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Syncs between two real regions, struck at one call: the calls of an undisturbed sync name the steps. An object at a time is worked on,
 * so that the calls come in the same order.
 */
final class StruckSyncs implements Family {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Operation> SYNCS = List.of(Operation.FIRST_SYNC, Operation.NEXT_SYNC);
    private static final List<String> OBJECTS = List.of("orders", "names", "next");
    private static final List<Integer> STORMS = List.of(429, 503);
    private static final int SEEDED_STORMS = 3;
    private static final int MOST_SYNCS = 4;
    private static final int KILLED = 137;
    private static final int PLANS = 4;
    private static final String REPLICA = "northeurope";
    private static final Pattern REST = Pattern.compile("^\\w+ (GET|POST|PUT|PATCH|DELETE)\\b");
    private static final String ANYWHERE = "a third of all calls, draw ";

    /** The ways to strike one call. */
    private enum Strike {
        KILL_BEFORE("killed before the call"),
        KILL_IN("killed in the call"),
        DROP("response dropped"),
        LATE("killed, and the call lands behind the next sync"),
        ANSWER_401("one 401"),
        ANSWER_403("one 403"),
        ANSWER_429("one 429"),
        ANSWER_503("one 503"),
        EXPIRED("token expired"),
        HAND("somebody else writes right before the call");

        private final String fault;

        Strike(String fault) {
            this.fault = fault;
        }

        static Strike of(String fault) {
            for (Strike strike : values()) {
                if (strike.fault.equals(fault)) {
                    return strike;
                }
            }
            throw new IllegalArgumentException(fault);
        }
    }

    /** A sync that nobody disturbed: its calls, and how everything stood behind it. */
    private record Undisturbed(List<String> calls, List<Boolean> writes, Map<String, String> end) {}

    private final Map<Operation, Undisturbed> undisturbed = new EnumMap<>(Operation.class);
    private final String mark = Long.toString(System.currentTimeMillis() % 1_679_616, 36);
    private int catalogs;
    private @Nullable TwoRegions regions;
    private @Nullable Wires wires;

    @Override
    public String name() {
        return "syncs";
    }

    @Override
    public List<Cell> cells() throws Exception {
        List<Cell> cells = new ArrayList<>();
        for (Operation sync : SYNCS) {
            Undisturbed reference = undisturbed(sync);
            Set<String> kinds = new HashSet<>();
            Set<String> methods = new HashSet<>();
            for (int each = 0; each < reference.calls().size(); each++) {
                String call = reference.calls().get(each);
                boolean writes = reference.writes().get(each);
                boolean wroteBefore = each > 0 && reference.writes().get(each - 1);
                if (writes || wroteBefore || each == 0) {
                    cells.add(cell(sync, Strike.KILL_BEFORE, call));
                }
                if (writes) {
                    cells.add(cell(sync, Strike.KILL_IN, call));
                    cells.add(cell(sync, Strike.DROP, call));
                    cells.add(cell(sync, Strike.LATE, call));
                }
                if (kinds.add(kind(call))) {
                    cells.add(cell(sync, Strike.ANSWER_403, call));
                }
                if (methods.add(method(call))) {
                    cells.add(cell(sync, Strike.ANSWER_401, call));
                    cells.add(cell(sync, Strike.ANSWER_429, call));
                    cells.add(cell(sync, Strike.ANSWER_503, call));
                    cells.add(cell(sync, Strike.EXPIRED, call));
                }
                if (call.startsWith(REPLICA) || each == reference.calls().size() - 1) {
                    cells.add(cell(sync, Strike.HAND, call));
                }
            }
            for (int code : STORMS) {
                for (int draw = 1; draw <= SEEDED_STORMS; draw++) {
                    cells.add(new Cell(sync, "storm of " + code, ANYWHERE + draw));
                }
            }
        }
        return cells;
    }

    private static Cell cell(Operation sync, Strike strike, String call) {
        return new Cell(sync, strike.fault, call);
    }

    /** What is asked, without of what: a refusal is met by the client, which does not look at the object. */
    private static String kind(String call) {
        return call.replaceFirst(" #\\d+$", "")
                .replaceAll("\\bC(_C)?(\\.\\w+)*", "C")
                .replaceAll("(?s)(FROM|LIMIT|AS) .*", "");
    }

    /** The region, and how it is asked: by which method, or in SQL. */
    private static String method(String call) {
        Matcher asked = REST.matcher(call);
        return asked.find() ? asked.group() : call.substring(0, call.indexOf(' ')) + " SQL";
    }

    @Override
    public List<Merged> merged() {
        return List.of(
                new Merged(
                        "sync | killed after a call",
                        "killed before the next call",
                        "between the answer and the next call the process touches nothing but its ledger, which then holds the transactions"
                                + " behind the call or not; the rows of the run itself are met write by write, see the killed writers"),
                new Merged(
                        "sync | killed between two reads",
                        "killed before the read that follows a write",
                        "a read changes nothing, and the ledger is written behind writes alone"),
                new Merged(
                        "sync | killed in a read; response to a read dropped",
                        "one 503 at the call",
                        "a read has no effect: whoever kills it or loses its answer finds what he found before"),
                new Merged(
                        "sync | one 403 at a further call of the same kind",
                        "the first call of the kind",
                        "the client answers by method and path, before any object is looked at"),
                new Merged(
                        "sync | one 401, 429 or 503, or an expired token, at a further call by the same method to the same region",
                        "the first call by the method; SQL counts as one",
                        "the client signs in anew, or waits and asks again, below whoever asked, who sees the answer to the call"
                                + " that was repeated; none of the four is looked at by method, path or object"),
                new Merged(
                        "sync | somebody else writes to the replica right before a call to the source",
                        "right before the next call to the replica, or the sync's last call",
                        "what the source is asked does not look at the replica, and an object at a time is worked on"),
                new Merged(
                        "sync | a fault at signing in, or at a further question for the same statement or warehouse",
                        "the call that it belongs to",
                        "they carry no intent and change nothing"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        Scene scene = scene(cell.operation(), folder, evidence);
        try {
            Set<String> stood = scene.lake.standing(regions().secondary());
            List<Hand> hands = struck(cell, scene, random);
            if (hands.isEmpty()) {
                scene.settle();
                evidence.ends(scene.end(), undisturbed(cell.operation()).end());
            } else {
                scene.look(hands);
            }
            if (random.nextInt(PLANS) == 0) {
                scene.host.run("plan");
            }
            evidence.scope(scene.lake.scope());
            evidence.standing(stood, scene.lake.standing(regions().secondary()));
            scene.close();
            return evidence;
        } finally {
            wires().handOnAll();
            scene.lake.drop();
        }
    }

    private List<Hand> struck(Cell cell, Scene scene, Random random) throws Exception {
        List<Hand> hands = new ArrayList<>();
        AtomicReference<CommandProcess> running = new AtomicReference<>();
        AtomicBoolean met = new AtomicBoolean();
        AtomicReference<Wires.HandOn> late = new AtomicReference<>();
        Meeting meeting = cell.place().startsWith(ANYWHERE)
                ? storm(Integer.parseInt(cell.fault().replaceAll("\\D", "")), random)
                : at(
                        cell.place(),
                        scene.lake.catalog(),
                        met,
                        strike(Strike.of(cell.fault()), scene, running, late, hands));
        wires().meet(meeting);
        Instant begun = Instant.now();
        try (CommandProcess sync = scene.host.start("sync")) {
            running.set(sync);
            String told = sync.exitCode() == KILLED
                    ? "killed"
                    : scene.host.ended(sync, begun, "sync").toString();
            if (!met.get() && !cell.place().startsWith(ANYWHERE)) {
                throw new CallNeverCame(cell.place() + "; the sync: " + told);
            }
        }
        wires().handOnAll();
        if (late.get() != null) {
            scene.host.run("sync");
            late.get().now();
        }
        return hands;
    }

    private static Meeting storm(int code, Random random) {
        return (call, handOn, authorization) -> {
            synchronized (random) {
                return random.nextInt(3) == 0
                        ? Answer.refused(code, code == 429 ? "REQUEST_LIMIT_EXCEEDED" : "TEMPORARILY_UNAVAILABLE")
                        : handOn.now();
            }
        };
    }

    /** Strikes the call of that name, once. */
    private static Meeting at(String place, String catalog, AtomicBoolean met, Meeting strike) {
        Map<String, Integer> seen = new ConcurrentHashMap<>();
        AtomicReference<@Nullable Meeting> behind = new AtomicReference<>();
        return (call, handOn, authorization) -> {
            Meeting goesOn = behind.get();
            if (call.number() > 0 && named(call, catalog, seen).equals(place) && met.compareAndSet(false, true)) {
                behind.set(strike);
                return strike.at(call, handOn, authorization);
            }
            return goesOn instanceof Lasting ? goesOn.at(call, handOn, authorization) : handOn.now();
        };
    }

    /** A strike that goes on behind its call. */
    private interface Lasting extends Meeting {}

    private static String named(PassingCall call, String catalog, Map<String, Integer> seen) {
        String told = call.told(catalog);
        return told + " #" + seen.merge(told, 1, Integer::sum);
    }

    private Meeting strike(
            Strike strike,
            Scene scene,
            AtomicReference<CommandProcess> running,
            AtomicReference<Wires.HandOn> late,
            List<Hand> hands) {
        return switch (strike) {
            case KILL_BEFORE ->
                (call, handOn, authorization) -> {
                    running.get().kill();
                    return null;
                };
            case KILL_IN ->
                (call, handOn, authorization) -> {
                    handOn.now();
                    running.get().kill();
                    return null;
                };
            case LATE ->
                (call, handOn, authorization) -> {
                    running.get().kill();
                    late.set(handOn);
                    return null;
                };
            case DROP ->
                (call, handOn, authorization) -> {
                    int status = handOn.now().status();
                    // Not before: the log has this call itself later than it was met here.
                    scene.evidence.unanswered(new Call(
                            Instant.now(),
                            call.region(),
                            "workspace",
                            call.method(),
                            call.path(),
                            call.statement(),
                            status,
                            call.isWrite()));
                    return null;
                };
            case ANSWER_401 -> refuse(401, "UNAUTHENTICATED");
            case ANSWER_403 -> refuse(403, "PERMISSION_DENIED");
            case ANSWER_429 -> refuse(429, "REQUEST_LIMIT_EXCEEDED");
            case ANSWER_503 -> refuse(503, "TEMPORARILY_UNAVAILABLE");
            case EXPIRED -> expired();
            case HAND ->
                (call, handOn, authorization) -> {
                    hands.addAll(Hand.allOf(scene.lake, call, wires().passed()));
                    return handOn.now();
                };
        };
    }

    private static Meeting refuse(int status, String code) {
        return (call, handOn, authorization) -> Answer.refused(status, code);
    }

    /** Whatever token was shown at the call is refused from then on. */
    private static Lasting expired() {
        AtomicReference<String> token = new AtomicReference<>();
        return (call, handOn, authorization) -> {
            token.compareAndSet(null, authorization);
            return authorization.equals(token.get()) && !call.path().startsWith("/oidc/")
                    ? Answer.refused(401, "UNAUTHENTICATED")
                    : handOn.now();
        };
    }

    private synchronized Undisturbed undisturbed(Operation sync) throws Exception {
        Undisturbed known = undisturbed.get(sync);
        if (known == null) {
            Path folder = Files.createTempDirectory(regions().folder().getParent(), "undisturbed");
            Scene scene = scene(sync, folder, new Evidence());
            wires().handOnAll();
            scene.host.run("sync");
            Map<String, Integer> seen = new HashMap<>();
            List<String> calls = new ArrayList<>();
            List<Boolean> writes = new ArrayList<>();
            for (PassingCall call : wires().passed()) {
                calls.add(named(call, scene.lake.catalog(), seen));
                writes.add(call.isWrite());
            }
            scene.settle();
            known = new Undisturbed(calls, writes, scene.end());
            undisturbed.put(sync, known);
            scene.lake.drop();
        }
        return known;
    }

    /** A cell's own catalog and host, as they are before the sync that is struck. */
    private Scene scene(Operation sync, Path folder, Evidence evidence) throws Exception {
        Lake lake = new Lake(regions(), "m" + mark + ++catalogs);
        regions().configuration(folder, lake.catalog());
        Host host = new Host(Main.class, folder, evidence);
        host.configure(text ->
                wires().through(text).replaceFirst("(?s)\\n    endpoints:.*", "\n    sync: {concurrency: 1}\n"));
        lake.seed();
        Scene scene = new Scene(lake, host, evidence, LogPosition.of(regions()));
        if (sync == Operation.NEXT_SYNC) {
            wires().handOnAll();
            Ended first = host.run("sync");
            if (first.exit() != 0) {
                throw new IllegalStateException("the sync before the one that is struck: " + first);
            }
            lake.change();
        }
        return scene;
    }

    private synchronized TwoRegions regions() throws IOException {
        if (regions == null) {
            regions = TwoRegions.shared();
        }
        return regions;
    }

    private synchronized Wires wires() {
        try {
            if (wires == null) {
                wires = Wires.to(regions());
            }
            return wires;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The step is not one of this sync, although an undisturbed one had it. */
    private static final class CallNeverCame extends Exception {
        CallNeverCame(String call) {
            super("the call never came: " + call);
        }
    }

    /** Where the log of calls stood. */
    private record LogPosition(TwoRegions regions, int begin) {
        static LogPosition of(TwoRegions regions) {
            return new LogPosition(regions, regions.calls().length());
        }

        /** The product's calls since, in the order in which they arrived. */
        List<Call> since() throws IOException {
            List<Call> calls = new ArrayList<>();
            for (String line : regions.calls().substring(begin).lines().toList()) {
                JsonNode call = JSON.readTree(line);
                if (call.path("actor").asText().equals("twinlake")) {
                    calls.add(Call.of(call));
                }
            }
            calls.sort(java.util.Comparator.comparing(Call::at));
            return calls;
        }
    }

    /** The catalog, the host that syncs it, and what is seen of both. */
    private final class Scene {
        private final Lake lake;
        private final Host host;
        private final Evidence evidence;
        private final LogPosition log;
        private final Map<String, String> last = new LinkedHashMap<>();

        Scene(Lake lake, Host host, Evidence evidence, LogPosition log) {
            this.lake = lake;
            this.host = host;
            this.evidence = evidence;
            this.log = log;
        }

        /** Syncs until nothing is outstanding, as the schedule would. */
        void settle() throws Exception {
            Ended sync = host.run("sync");
            for (int tries = 1; sync.exit() != 0 && tries < MOST_SYNCS; tries++) {
                sync = host.run("sync");
            }
            last.put("the last sync", sync.exit() == 0 ? "0" : sync.toString());
            Ended verified = host.run("verify", "--tier", "checksums");
            JsonNode parity = verified.document();
            last.put(
                    "verify",
                    verified.exit() == 0 && parity != null ? "0 with " + parity.path("inSync") : verified.toString());
        }

        Map<String, String> end() {
            Map<String, String> end = new LinkedHashMap<>(lake.state());
            end.putAll(last);
            return end;
        }

        /** What became of work of somebody else, and what the product says of it, at the cheapest tier. */
        void look(List<Hand> hands) throws Exception {
            host.run("sync");
            Ended verified = host.run("verify");
            for (Hand hand : hands) {
                String state = "";
                if (verified.document() != null) {
                    for (JsonNode object : verified.document().path("objects")) {
                        if (object.path("object").asText().equals(lake.name(hand.object()))) {
                            state = object.path("state").asText();
                        }
                    }
                }
                evidence.foreign(new ForeignWork(
                        hand.object(),
                        hand.wrote(),
                        lake.atReplica(hand.object()),
                        hand.onTheWire(),
                        state.equals("inSync")));
            }
        }

        void close() throws IOException {
            evidence.called(log.since());
            evidence.secrets(wires().tokens());
            host.keepWhatIsToBeRead();
        }
    }

    /**
     * Somebody who writes to the replica past the product.
     *
     * @param wrote how the object was when that was done
     * @param onTheWire whether the product's own write of the object had been sent before
     */
    private record Hand(String object, String wrote, boolean onTheWire) {
        /** Writes each object in its own way: adds a row, or makes another view or function; makes what is not there yet. */
        static List<Hand> allOf(Lake lake, PassingCall next, List<PassingCall> passed) {
            RegionSql replica = lake.regions().secondary();
            List<Hand> hands = new ArrayList<>();
            if (replica.get("/api/2.1/unity-catalog/catalogs/" + lake.catalog())
                    .path("name")
                    .asText()
                    .isEmpty()) {
                replica.run("CREATE CATALOG " + lake.catalog() + " MANAGED LOCATION 'abfss://lake@" + REPLICA
                        + "lake.dfs.core.windows.net/hand-" + lake.catalog() + "'");
            }
            replica.run("CREATE SCHEMA IF NOT EXISTS " + lake.catalog() + ".s");
            Set<String> there = new TreeSet<>(lake.standing(replica));
            for (String object : OBJECTS) {
                boolean isThere = there.contains(lake.name(object));
                if (write(replica, lake, object, isThere)) {
                    hands.add(new Hand(object, lake.atReplica(object), onTheWire(lake.name(object), next, passed)));
                }
            }
            return hands;
        }

        private static boolean write(RegionSql replica, Lake lake, String object, boolean isThere) {
            String full = lake.name(object);
            try {
                replica.run(
                        switch (object) {
                            case "orders" ->
                                isThere
                                        ? "INSERT INTO " + full + " VALUES (999, 'mallory')"
                                        : "CREATE TABLE " + full + " AS SELECT 999 AS id, 'mallory' AS name";
                            case "names" -> "CREATE OR REPLACE VIEW " + full + " AS SELECT 'mallory' AS name";
                            default -> "CREATE OR REPLACE FUNCTION " + full + "(x INT) RETURNS INT RETURN x + 999";
                        });
                return true;
            } catch (IllegalStateException lostAgainstTheProduct) {
                // Two writers of one table: the platform lets one of them through, and it was not this one.
                return false;
            }
        }

        /** The call that is held writes it, or a statement does that was sent before and still runs. */
        private static boolean onTheWire(String full, PassingCall next, List<PassingCall> passed) {
            List<PassingCall> statements = new ArrayList<>(passed);
            Collections.reverse(statements);
            boolean isPoll = next.path().startsWith("/api/2.0/sql/statements/");
            return next.writes(full)
                    || isPoll
                            && statements.stream()
                                    .filter(call -> call.statement() != null && call.isWrite())
                                    .limit(1)
                                    .anyMatch(call -> call.writes(full));
        }
    }
}
