package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.TwinMoves;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Two commands of one host at the same moment: the end is that of one of them behind the other, or of one of them alone. */
final class Races implements Family {
    private static final String SAME = "another operator types the same at the same moment";
    private static final String SYNC = "a sync begins at the same moment";
    private static final String MOVE = "a move to the other region is typed at the same moment";
    private static final int RACES = 20;
    private static final int LATEST = 600;

    private final MoveScenes scenes = new MoveScenes();
    private final Map<String, List<Map<String, String>>> serial = new LinkedHashMap<>();

    @Override
    public String name() {
        return "races";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int race = 1; race <= RACES; race++) {
            cells.add(new Cell(Operation.PLANNED, SAME, "race " + race));
            cells.add(new Cell(Operation.PLANNED, SYNC, "race " + race));
            cells.add(new Cell(Operation.FAILBACK, MOVE, "race " + race));
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(new Merged(
                "two operators on two hosts, each with a ledger, and a witness",
                "ten planned and four forced races in RacingOperatorsTest, more by -Draces=N",
                "they are part of every build"));
    }

    private static List<String> other(Cell cell) {
        return switch (cell.fault()) {
            case SYNC -> List.of("sync");
            case MOVE -> TwinMoves.PLANNED;
            default -> words(cell);
        };
    }

    private static List<String> words(Cell cell) {
        return cell.operation() == Operation.FAILBACK ? TwinMoves.FAILBACK : TwinMoves.PLANNED;
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        MoveScene scene = scenes.before(cell.operation(), folder);
        Host host = new Host(TwinMain.class, folder, evidence);
        String[] first = words(cell).toArray(new String[0]);
        String[] second = other(cell).toArray(new String[0]);
        Instant begun = Instant.now();
        boolean turned = random.nextBoolean();
        List<Integer> exits = new ArrayList<>();
        try (CommandProcess one = host.start(turned ? second : first)) {
            Thread.sleep(random.nextInt(LATEST));
            try (CommandProcess two = host.start(turned ? first : second)) {
                exits.add(host.ended(one, begun, turned ? second : first).exit());
                exits.add(host.ended(two, begun, turned ? first : second).exit());
            }
        }
        List<Map<String, String>> allowed = serial(cell);
        Map<String, String> end = scene.end();
        if (cell.fault().equals(SYNC) && !served(end).equals("northeurope")) {
            // The sync was first and the move was told so.
            host.run(first);
            end = scene.end();
        }
        evidence.ends(end, allowed.contains(end) ? end : allowed.get(0));
        evidence.ends(
                Map.of("exits", exits.stream().allMatch(List.of(0, 5, 6)::contains) ? "known" : exits.toString()),
                Map.of("exits", "known"));
        host.keepWhatIsToBeRead();
        return evidence;
    }

    private static String served(Map<String, String> end) {
        return String.valueOf(end.get("who serves"));
    }

    /** The ends of one command alone, and of one behind the other in both orders. */
    private synchronized List<Map<String, String>> serial(Cell cell) throws InterruptedException, IOException {
        String kind = cell.operation() + cell.fault();
        List<Map<String, String>> known = serial.get(kind);
        if (known == null) {
            known = new ArrayList<>();
            for (List<List<String>> order : orders(words(cell), other(cell))) {
                Path folder = Files.createTempDirectory("serial");
                MoveScene scene = scenes.before(cell.operation(), folder);
                Host host = new Host(TwinMain.class, folder, new Evidence());
                for (List<String> words : order) {
                    host.run(words.toArray(new String[0]));
                }
                known.add(scene.end());
            }
            serial.put(kind, known);
        }
        return known;
    }

    private static List<List<List<String>>> orders(List<String> one, List<String> other) {
        return Stream.of(List.of(one), List.of(one, other), List.of(other, one)).toList();
    }
}
