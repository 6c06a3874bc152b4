package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.TwinMain;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Command;
import io.twinlake.orchestrator.twin.TwinComponents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The ledger's file is damaged behind its owner's back, at a hundred places each of which is drawn by the seed, before a failback. The
 * commands run in this process: the file is what is struck. Whoever says that he succeeded has all rows that were acknowledged before;
 * who has not, names the ledger.
 */
final class StruckLedgers implements Family {
    private static final String CUT = "the ledger's file is cut short before it";
    private static final String FLIPPED = "a bit of the ledger's file is flipped before it";
    private static final int HUNDRED = 100;

    private final MoveScenes scenes = new MoveScenes();

    @Override
    public String name() {
        return "ledgers";
    }

    @Override
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String fault : List.of(CUT, FLIPPED)) {
            for (int part = 0; part < HUNDRED; part++) {
                cells.add(new Cell(Operation.FAILBACK, fault, "in hundredth " + part));
            }
        }
        return cells;
    }

    @Override
    public List<Merged> merged() {
        return List.of(new Merged(
                "ledger cut or flipped | planned, forced, sync",
                "the same before a failback",
                "every command opens the ledger in the same way, before it asks what it is to do"));
    }

    @Override
    public Evidence strike(Cell cell, Path folder, Random random) throws Exception {
        Evidence evidence = new Evidence();
        MoveScene scene = scenes.before(cell.operation(), folder);
        Map<String, String> before = scene.moves().twin().world();
        for (Run run : scene.moves().endState().moves()) {
            evidence.acknowledged(run.id().value(), run.result().name());
        }
        damage(cell, folder.resolve("ledger/twinlake.mv.db"), random);
        Command status = run(folder, evidence, List.of("status"));
        Command move = run(folder, evidence, scene.words());
        if (move.exit() == 0) {
            evidence.ends(scene.end(), scenes.undisturbed(cell.operation()));
            keep(folder, evidence);
        } else {
            boolean opened = status.exit() == 0;
            evidence.ends(
                    Map.of(
                            "what the refusal speaks of",
                            spokenOf(move),
                            "the world",
                            opened ? "" : scene.moves().twin().world().toString()),
                    Map.of("what the refusal speaks of", "the ledger", "the world", opened ? "" : before.toString()));
        }
        return evidence;
    }

    private static void damage(Cell cell, Path file, Random random) throws IOException {
        int part = Integer.parseInt(cell.place().replaceAll("\\D", ""));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long step = channel.size() / HUNDRED;
            long at = part * step + random.nextInt((int) step);
            if (cell.fault().equals(CUT)) {
                channel.truncate(at);
                return;
            }
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(Byte.SIZE)));
            one.rewind();
            channel.write(one, at);
        }
    }

    private static Command run(Path folder, Evidence evidence, List<String> words) {
        List<String> line = new ArrayList<>(words);
        line.addAll(List.of("-o", "json"));
        Instant begun = Instant.now();
        CommandRun ended = CommandRun.of(TwinComponents.on(folder), folder, line.toArray(new String[0]));
        evidence.text(words.get(0), ended.out() + ended.err());
        Command command = new Command(
                String.join(" ", words),
                begun,
                Instant.now(),
                ended.exit(),
                ended.out().isBlank() ? null : ended.document());
        evidence.ended(command);
        return command;
    }

    private static String spokenOf(Command refused) {
        JsonNode document = refused.document();
        String message = document == null ? "" : document.at("/error/message").asText();
        return message.contains("ledger") ? "the ledger" : message;
    }

    /** What was said to have succeeded can be read. */
    private static void keep(Path folder, Evidence evidence) throws IOException {
        try {
            new Host(TwinMain.class, folder, evidence).keepWhatIsToBeRead();
        } catch (LedgerException e) {
            evidence.ledger(Map.of(), List.of("the ledger cannot be read: " + e.getMessage()), true);
        }
    }
}
