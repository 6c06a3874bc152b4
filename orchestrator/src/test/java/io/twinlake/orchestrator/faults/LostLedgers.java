package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Command;
import io.twinlake.orchestrator.faults.oracle.Evidence.ForeignWork;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.Place.Moment;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is lost at a point of a there-and-back, right after somebody wrote into the region that serves. An operator who does not
 * know of it types each command on a ledger that is begun anew, then recovers what was known as the program tells him to, and ends the
 * there-and-back: what was written is in both regions.
 */
final class LostLedgers implements Family {
    private static final String FORCED = "a forced move is typed on a ledger begun anew";
    private static final String TYPED = "each command is typed on a ledger begun anew";
    private static final String BEFORE = "before the move there";
    private static final String BETWEEN = "between the two moves";
    private static final String BEHIND = "behind the move back";
    private static final String ROW = "written last";
    private static final String OBJECT = "0-a";
    private static final List<String> RESTORE = List.of("ledger", "restore");
    private static final int LONGEST_LEASE = 60_000;
    private static final int OFTEN = 4;
    private static final int HELD = 5;

    /** What else tells of the group when the ledger is gone. */
    private enum Left {
        NOTHING("nothing else is left"),
        WITNESS("a witness is left"),
        COPIES("copies are left"),
        BOTH("a witness with copies is left");

        private final String told;

        Left(String told) {
            this.told = told;
        }

        boolean copies() {
            return this == COPIES || this == BOTH;
        }

        static Left of(String fault) {
            for (Left left : values()) {
                if (fault.endsWith(", " + left.told)) {
                    return left;
                }
            }
            throw new IllegalArgumentException(fault);
        }
    }

    private @Nullable WitnessServer witness;
    private @Nullable Map<String, String> undisturbed;

    @Override
    public String name() {
        return "lost ledgers";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Left left : Left.values()) {
            for (Operation move : List.of(Operation.PLANNED, Operation.FAILBACK)) {
                for (String place : places(move)) {
                    cells.add(new Cell(move, TYPED + ", " + left.told, place));
                    if (!place.startsWith(Moment.IN.name())) {
                        cells.add(new Cell(move, FORCED + ", " + left.told, place));
                    }
                }
            }
        }
        return cells;
    }

    private static List<String> places(Operation move) {
        List<String> places = new ArrayList<>(List.of(move == Operation.PLANNED ? BEFORE : BETWEEN));
        MoveScene.places(move).stream()
                .filter(place -> place.moment() == Moment.IN)
                .forEach(place -> places.add(place.toString()));
        if (move == Operation.FAILBACK) {
            places.add(BEHIND);
        }
        return places;
    }

    @Override
    public List<Merged> merged() {
        return List.of(
                new Merged(
                        "a ledger begun anew | before a step, behind it, or in one that writes nothing",
                        "in the last step before it that writes",
                        "what was recorded of a step is lost with the ledger, so that only its effect tells one point from another"),
                new Merged(
                        "a ledger begun anew in a forced move",
                        "in the planned move and the failback",
                        "the steps of a forced move that leave an effect are steps of those two"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        Left left = Left.of(cell.fault());
        try (Scene scene = new Scene(left, folder, evidence)) {
            scene.comeTo(cell);
            scene.write();
            if (cell.fault().startsWith(FORCED)) {
                scene.typed(List.of(MoveWords.forced(scene.other())));
            } else {
                scene.typed(List.of("sync"));
                scene.typed(TwinMoves.FAILBACK);
                scene.typed(TwinMoves.PLANNED);
                scene.recover();
                if (scene.endsTheThereAndBack()) {
                    evidence.ends(scene.end(), undisturbed());
                }
            }
            new Host(TwinMain.class, folder, evidence).keepWhatIsToBeRead();
        }
        return evidence;
    }

    /** How it ends where the ledger is never lost. */
    private synchronized Map<String, String> undisturbed() throws Exception {
        if (undisturbed == null) {
            try (Scene scene = new Scene(Left.NOTHING, Files.createTempDirectory("undisturbed"), new Evidence())) {
                scene.write();
                scene.endsTheThereAndBack();
                undisturbed = scene.end();
            }
        }
        return undisturbed;
    }

    private synchronized WitnessServer witness() throws IOException, InterruptedException {
        if (witness == null) {
            witness = WitnessServer.start(Files.createTempDirectory("witness"));
        }
        return witness;
    }

    /** One group, the hosts' folder, and who serves in truth. */
    private final class Scene implements AutoCloseable {
        private final Left left;
        private final Path folder;
        private final Evidence evidence;
        private final TwinMoves moves;
        private final @Nullable AzuriteServer storage;
        private final Map<String, String> copied = new LinkedHashMap<>();
        private String serves = TwinFolder.HOME;
        private boolean isHeld;

        Scene(Left left, Path folder, Evidence evidence) throws IOException, InterruptedException {
            this.left = left;
            this.folder = folder;
            this.evidence = evidence;
            this.storage = left == Left.COPIES
                    ? AzuriteServer.start(Files.createDirectory(
                            Files.createTempDirectory("copies").resolve("data")))
                    : null;
            this.moves = TwinMoves.in(folder, configuration());
            if (storage != null) {
                moves.twin().keepCopies(TwinFolder.HOME, storage.account());
                moves.twin().keepCopies(TwinFolder.SECONDARY, storage.account());
            }
        }

        private String configuration() throws IOException, InterruptedException {
            String lines = "";
            if (left.copies()) {
                lines += "ledger: {exportKey: \"the key of the copies, of 32 bytes or more\"}\n";
            }
            if (left == Left.WITNESS || left == Left.BOTH) {
                lines += witness().configuration();
            }
            return lines;
        }

        /** Everything up to the place, whose last process is killed there. */
        void comeTo(Cell cell) throws Exception {
            succeed(List.of("sync"));
            if (cell.operation() == Operation.FAILBACK) {
                succeed(TwinMoves.PLANNED);
            }
            if (cell.place().equals(BEHIND)) {
                succeed(TwinMoves.FAILBACK);
            }
            for (int tries = 0;
                    left.copies() && run(List.of("ledger", "copies")).exit() != 0;
                    tries++) {
                if (tries == OFTEN) {
                    throw new IllegalStateException("no copies were made");
                }
                succeed(List.of("sync"));
            }
            moves.runs()
                    .forEach(run -> copied.put(run.id().value(), run.result().name()));
            if (cell.place().startsWith(Moment.IN.name())) {
                moves.killAt(
                        cell.place(), cell.operation() == Operation.PLANNED ? TwinMoves.PLANNED : TwinMoves.FAILBACK);
            }
            EndState lost = moves.endState();
            serves = lost.effectivePrimary();
            evidence.served(new Served("the ledger that is lost", lost.epoch(), serves));
        }

        /** Whoever uses the lake writes where it is served. */
        void write() {
            moves.twin().addRow(serves, OBJECT, ROW);
        }

        String other() {
            return serves.equals(TwinFolder.HOME) ? TwinFolder.SECONDARY : TwinFolder.HOME;
        }

        /** What somebody types who takes the ledger for the one that was: the row stays where it is. */
        void typed(List<String> words) throws Exception {
            loseTheLedger();
            String at = serves;
            String before = moves.twin().rows(at, OBJECT);
            CommandRun typed = run(words);
            String after = moves.twin().rows(at, OBJECT);
            evidence.foreign(new ForeignWork(OBJECT + " in " + at + " behind " + words, before, after, false, false));
            EndState state = moves.endState();
            evidence.served(new Served("the ledger behind " + words, state.epoch(), state.effectivePrimary()));
            if (left.copies() && words.contains("sync")) {
                evidence.ends(Map.of("sync beside copies", category(typed)), Map.of("sync beside copies", "newLedger"));
            }
            if (typed.exit() == 0 && words.size() > 1) {
                serves = state.effectivePrimary();
            }
        }

        /** As the program says that it is to be done. */
        void recover() throws Exception {
            loseTheLedger();
            List<String> words = new ArrayList<>(RESTORE);
            if (!left.copies()) {
                words = new ArrayList<>(List.of("ledger", "rebuild"));
                if (left == Left.NOTHING) {
                    words.addAll(List.of("--primary", serves));
                }
            }
            CommandRun recovered = run(words);
            if (left.copies()) {
                copied.forEach(evidence::acknowledged);
            }
            if (left == Left.COPIES) {
                evidence.ends(
                        Map.of("sync before it is said who serves", category(run(List.of("sync")))),
                        Map.of("sync before it is said who serves", "primaryUnproven"));
                recovered = run(List.of("ledger", "restore", "--primary", serves));
            }
            boolean asExpected = recovered.exit() == 0 || recovered.exit() == 8;
            evidence.ends(Map.of("recovered", asExpected ? "yes" : recovered.toString()), Map.of("recovered", "yes"));
        }

        /** Whether it came to its end. */
        boolean endsTheThereAndBack() throws Exception {
            arrive(TwinFolder.SECONDARY, TwinMoves.PLANNED);
            if (!isHeld) {
                arrive(TwinFolder.HOME, TwinMoves.FAILBACK);
            }
            String row = moves.twin().rows(serves, OBJECT).contains(ROW) ? "is there" : "is lost";
            evidence.ends(Map.of("the row in " + serves, row), Map.of("the row in " + serves, "is there"));
            return !isHeld;
        }

        /**
         * Types the move until the region serves. Where a ledger that is rebuilt, or that a person or the witness tells of a promotion which it
         * does not know, holds the way back, the old primary is to be searched first, which nobody can do in a twin.
         */
        private void arrive(String region, List<String> words) throws Exception {
            String said = "";
            for (int tries = 0; tries < OFTEN && !region.equals(moves.endState().effectivePrimary()); tries++) {
                CommandRun moved = run(words);
                said = moved.toString();
                if (category(moved).equals("held")) {
                    isHeld = true;
                    return;
                }
            }
            String arrived = moves.endState().effectivePrimary();
            evidence.ends(
                    Map.of("in " + region + " serves", arrived.equals(region) ? region : said),
                    Map.of("in " + region + " serves", region));
        }

        /** What people see of it. */
        Map<String, String> end() {
            Map<String, String> end = new LinkedHashMap<>();
            moves.twin().world().forEach((name, word) -> end.put("world: " + name, word));
            for (String region : List.of(TwinFolder.HOME, TwinFolder.SECONDARY)) {
                moves.twin()
                        .objects(region)
                        .forEach(object -> end.put(
                                "rows of " + object + " in " + region,
                                moves.twin().rows(region, object)));
            }
            return end;
        }

        private void loseTheLedger() {
            evidence.ledgerLost();
            moves.twin().loseLedger();
        }

        private void succeed(List<String> words) throws InterruptedException {
            CommandRun run = run(words);
            if (run.exit() != 0) {
                throw new IllegalStateException(words + " ended with " + run);
            }
        }

        /** Types it until no dead process's lease stands in its way. */
        private CommandRun run(List<String> words) throws InterruptedException {
            List<String> line = new ArrayList<>(words);
            line.addAll(List.of("-o", "json"));
            long deadline = System.nanoTime() + LONGEST_LEASE * 1_000_000L;
            while (true) {
                Instant begun = Instant.now();
                CommandRun ended = CommandRun.of(TwinComponents.on(folder), folder, line.toArray(new String[0]));
                if (ended.exit() != HELD || System.nanoTime() > deadline) {
                    evidence.text(words.get(0), ended.out() + ended.err());
                    evidence.ended(
                            new Command(String.join(" ", words), begun, Instant.now(), ended.exit(), document(ended)));
                    return ended;
                }
                Thread.sleep(500);
            }
        }

        private static @Nullable JsonNode document(CommandRun ended) {
            return ended.out().isBlank() ? null : ended.document();
        }

        private static String category(CommandRun ended) {
            JsonNode document = document(ended);
            return document == null
                    ? ended.toString()
                    : document.at("/error/category").asText();
        }

        @Override
        public void close() {
            if (storage != null) {
                storage.close();
            }
        }
    }
}
