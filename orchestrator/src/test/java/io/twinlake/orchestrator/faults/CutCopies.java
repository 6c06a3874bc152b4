package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.Host.Ended;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The storage account that keeps a region's copies of the ledger is cut during a move and mended behind it: the move does not notice, the
 * next command carries what is missing there, and the ledger can be restored from there alone. On a ledger that never synced it is refused.
 */
final class CutCopies implements Family {
    private static final String ARE = "the copies' storage account is ";
    private static final String IN = "in the region ";
    private static final List<Operation> MOVES = List.of(Operation.PLANNED, Operation.FORCED, Operation.FAILBACK);
    private static final List<String> REGIONS = List.of(TwinFolder.HOME, TwinFolder.SECONDARY);
    private static final String ALL = "each place has the newest";
    private static final int OFTEN = 10;
    private static final List<String> SYNC = List.of("sync");

    private final MoveScenes scenes = new MoveScenes();

    @Override
    public String name() {
        return "cut copies";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation move : MOVES) {
            for (Cut cut : Cut.values()) {
                REGIONS.forEach(region -> cells.add(new Cell(move, ARE + cut.word(), IN + region)));
            }
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(
                new Merged(
                        "planned, forced, failback | the copies' storage account is cut before a step",
                        "cut during the whole move",
                        "no step reads or writes a copy: they are carried when the command has ended"),
                new Merged(
                        "planned, forced, failback | the witness is cut, and keeps copies",
                        "the witness is cut; the copies' storage account is cut",
                        "its copies are carried by the same calls as a region's, behind the run; the move asks it as one without copies"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        MoveScene scene = scenes.before(cell.operation(), folder);
        CutMove move = new CutMove(scene, new Host(TwinMain.class, folder, evidence), evidence);
        String region = cell.place().substring(IN.length());
        try (AzuriteServer whole = storage();
                AzuriteServer away = storage();
                CutWire wire = CutWire.to(away.account())) {
            scene.moves().twin().configured("ledger: {exportKey: \"the key of the copies, of 32 bytes or more\"}\n");
            for (String each : REGIONS) {
                scene.moves()
                        .twin()
                        .keepCopies(each, each.equals(region) ? wire.through(away.account()) : whole.account());
            }
            Cut cut = Cut.of(cell.fault().substring(ARE.length()));
            if (cell.operation() == Operation.PLANNED) {
                beginsOnlyWhereEachPlaceAnswers(move, wire, cut);
            }
            wire.cut(cut);
            Map<String, String> end = scene.arrived(() -> {
                Ended moved = move.typed(scene.words());
                evidence.ends(Map.of("the move", exit(moved)), Map.of("the move", "0"));
            });
            wire.mend();
            evidence.ends(end, scenes.undisturbed(cell.operation()));
            evidence.ends(Map.of("copies", carried(move)), Map.of("copies", ALL));
            EndState before = scene.moves().endState();
            move.keep();
            scene.moves().twin().loseLedger();
            Ended restored = move.typed(List.of("ledger", "restore", "--from", region));
            evidence.ends(
                    Map.of(
                            "restored",
                            exit(restored),
                            "what is restored",
                            told(scene.moves().endState())),
                    Map.of("restored", "0", "what is restored", told(before)));
        }
        return evidence;
    }

    /** A ledger that never synced is no proof that there is no other: it asks each place for one, and a move waits for the answer. */
    private static void beginsOnlyWhereEachPlaceAnswers(CutMove move, CutWire wire, Cut cut)
            throws IOException, InterruptedException {
        wire.cut(cut);
        Ended refused = move.typed(move.scene().words());
        wire.mend();
        Ended synced = move.typed(SYNC);
        move.evidence()
                .ends(
                        Map.of(
                                "a move on a ledger that never synced",
                                refused.exit() == 6 ? "is refused" : refused.toString(),
                                "its first sync",
                                exit(synced)),
                        Map.of("a move on a ledger that never synced", "is refused", "its first sync", "0"));
    }

    private static AzuriteServer storage() throws IOException, InterruptedException {
        return AzuriteServer.start(
                Files.createDirectory(Files.createTempDirectory("copies").resolve("data")));
    }

    /** Behind the next sync; a place has two seconds to answer, and on a busy machine may need the one behind it. */
    private static String carried(CutMove move) throws InterruptedException {
        String copies = "";
        for (int tries = 0; tries < OFTEN && !copies.equals(ALL); tries++) {
            move.typed(SYNC);
            copies = places(move);
        }
        return copies;
    }

    /** Whether each place has the newest copy. */
    private static String places(CutMove move) throws InterruptedException {
        Ended copies = move.typed(List.of("ledger", "copies"));
        JsonNode document = copies.document();
        if (document == null || copies.exit() != 0) {
            return copies.toString();
        }
        JsonNode places = document.path("places");
        boolean isWhole = true;
        for (JsonNode place : places) {
            isWhole &= place.path("ok").asBoolean()
                    && place.path("sequence").equals(places.get(0).path("sequence"));
        }
        return isWhole && places.size() == REGIONS.size() ? ALL : copies.toString();
    }

    private static String exit(Ended ended) {
        return ended.exit() == 0 ? "0" : ended.toString();
    }

    private static String told(EndState state) {
        return state.effectivePrimary() + " since " + state.epoch() + ", " + state.moves() + ", " + state.hold();
    }
}
