package io.twinlake.orchestrator.faults;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.failover.epoch.BlobWitness;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.orchestrator.ProductWitnessMain;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.Host.Ended;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The witness's storage account is cut before a command, right before a step of it that writes, or before its run's end, and mended when the
 * command has ended. A forced move also goes on without it, if its operator says so.
 */
final class CutWitnesses implements Family {
    private static final String THE_WITNESS_IS = "the witness is ";
    private static final String FROM_THEN_ON = " from then on";
    private static final String WITHOUT = " from then on, and the operator goes on without it";
    private static final String BEFORE_THE_COMMAND = "before the command";
    private static final List<Operation> MOVES = List.of(Operation.PLANNED, Operation.FORCED, Operation.FAILBACK);
    private static final List<String> SYNC = List.of("sync");
    private static final int OFTEN = 40;
    private static final long PAUSE_MILLIS = 2_000;

    /** An answer of the witness is believed for a second: what was asked before the cut is no answer behind it. */
    private static final long OLD_MILLIS = 1_100;

    private final MoveScenes scenes = new MoveScenes();
    private @Nullable WitnessServer server;

    @Override
    public String name() {
        return "cut witnesses";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Operation move : MOVES) {
            for (Cut cut : Cut.values()) {
                places(move)
                        .forEach(place -> cells.add(new Cell(move, THE_WITNESS_IS + cut.word() + FROM_THEN_ON, place)));
            }
        }
        for (Cut cut : Cut.values()) {
            places(Operation.FORCED)
                    .forEach(place ->
                            cells.add(new Cell(Operation.FORCED, THE_WITNESS_IS + cut.word() + WITHOUT, place)));
        }
        return cells;
    }

    private static List<String> places(Operation move) {
        List<String> places = new ArrayList<>(List.of(BEFORE_THE_COMMAND));
        MoveScene.runbook(move).steps().stream()
                .map(RunbookStep::verb)
                .filter(verb -> verb.writes())
                .forEach(verb -> places.add(Place.before(verb).toString()));
        places.add(TwinFolder.BEFORE_THE_END);
        return places;
    }

    @Override
    public List<Merged> merged() {
        return List.of(new Merged(
                "planned, forced, failback | the witness is cut before a step that writes nothing",
                "before the next step that writes",
                "in between it is asked for the lease's next term, and one that does not come is asked for again; readiness asks it too,"
                        + " which twins do not and GroupReadinessTest does"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        MoveScene scene = scenes.before(cell.operation(), folder);
        Host host = new Host(ProductWitnessMain.class, folder, evidence);
        CutMove move = new CutMove(scene, host, evidence);
        Cut cut = Cut.of(
                cell.fault().replace(THE_WITNESS_IS, "").replace(WITHOUT, "").replace(FROM_THEN_ON, ""));
        URI account = server().account();
        try (CutWire wire = CutWire.to(account)) {
            scene.moves().twin().configured(server().configuration(wire.through(account)));
            Ended struck = struck(cell, move, () -> {
                wire.cut(cut);
                Thread.sleep(OLD_MILLIS);
            });
            if (isBeforeThePromotion(cell)) {
                staysAsItWas(struck, move);
            }
            FailedBehind failed = failedBehind(cell, scene);
            if (cell.fault().endsWith(WITHOUT)) {
                List<String> words = new ArrayList<>(scene.words());
                words.add("--without-witness");
                move.arrive(words);
            }
            wire.mend();
            move.arriveAs(failed, scenes.undisturbed(cell.operation()));
            agrees(move);
            move.keep();
        }
        return evidence;
    }

    private static Ended struck(Cell cell, CutMove move, CutMove.Strike strike) throws Exception {
        List<String> words = move.scene().words();
        if (cell.place().equals(BEFORE_THE_COMMAND)) {
            strike.now();
            return move.typed(words);
        }
        return move.struckAt(cell.place(), words, strike);
    }

    /** Whoever cannot ask the witness promotes nobody, unless its operator says so. */
    private void staysAsItWas(Ended struck, CutMove move) throws IOException, InterruptedException {
        Map<String, String> moved = scenes.undisturbed(move.scene().move());
        EndState state = move.scene().moves().endState();
        move.evidence()
                .ends(
                        Map.of(
                                "a move that cannot ask the witness",
                                struck.exit() == 0 || struck.exit() == 8 ? struck.toString() : "is not made",
                                "who serves then",
                                state.effectivePrimary() + " in epoch " + state.epoch()),
                        Map.of(
                                "a move that cannot ask the witness",
                                "is not made",
                                "who serves then",
                                otherThan(moved.get("who serves")) + " in epoch "
                                        + (Long.parseLong(moved.get("epoch")) - 1)));
    }

    private static String otherThan(String region) {
        return region.equals(TwinFolder.HOME) ? TwinFolder.SECONDARY : TwinFolder.HOME;
    }

    private static boolean isBeforeThePromotion(Cell cell) {
        Runbook runbook = MoveScene.runbook(cell.operation());
        return first(cell)
                .filter(verb -> runbook.position(verb) <= runbook.position(Verb.PROMOTE))
                .isPresent();
    }

    /** A lease that runs out while the witness is away stops the move at one step or the next: which of them fail is found out. */
    private static FailedBehind failedBehind(Cell cell, MoveScene scene) {
        return first(cell).map(verb -> FailedBehind.foundFrom(verb, scene)).orElse(FailedBehind.NONE);
    }

    /** The first step that finds the witness cut; empty where all are done. */
    private static Optional<Verb> first(Cell cell) {
        return cell.place().equals(BEFORE_THE_COMMAND)
                ? Optional.of(MoveScene.runbook(cell.operation()).steps().get(0).verb())
                : Place.parse(cell.place()).map(Place::verb);
    }

    /** Whoever comes next tells the witness what it could not be told; a lease of a dead command may have to run out first. */
    private static void agrees(CutMove move) throws Exception {
        String ledger = "";
        String witness = "nothing yet";
        for (int tries = 0; tries < OFTEN && !witness.equals(ledger); tries++) {
            if (tries > 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
            Ended next = move.typed(SYNC);
            EndState state = move.scene().moves().endState();
            ledger = state.effectivePrimary() + " since epoch " + state.epoch();
            EpochState told = told(move.host().config());
            move.evidence()
                    .served(new Served(
                            "the witness behind " + next.exit(),
                            told.epoch().number(),
                            told.effectivePrimary().value()));
            witness = told.effectivePrimary() + " since epoch " + told.epoch();
        }
        move.evidence().ends(Map.of("the witness names", witness), Map.of("the witness names", ledger));
    }

    private static EpochState told(TwinlakeConfig config) {
        WitnessLocation at = config.witness().orElseThrow();
        GroupName group = config.groups().keySet().iterator().next();
        return new BlobWitness(BlobStores.open(
                        at.storage(),
                        at.credentials(),
                        config.azure().credentials(),
                        at.container(),
                        CallLimits.standard()))
                .read(group)
                .orElseThrow()
                .epoch();
    }

    private synchronized WitnessServer server() throws IOException, InterruptedException {
        if (server == null) {
            server = WitnessServer.start(Files.createTempDirectory("witness"));
        }
        return server;
    }
}
