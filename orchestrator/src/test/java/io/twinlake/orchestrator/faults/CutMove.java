package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.faults.Host.Ended;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A move while whom it asks is away, and the same command again once everybody is back. */
record CutMove(MoveScene scene, Host host, Evidence evidence) {
    /** Its own end: it is done, or says what it could not do; 1 and 6 name a step, 8 a step that the move went on behind. */
    private static final Set<Integer> KNOWN = Set.of(0, 1, 5, 6, 8);

    private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 2_000;

    /** What happens to the one who is asked. */
    interface Strike {
        void now() throws IOException, InterruptedException;
    }

    /** Types the command, and strikes when it has come to the place. */
    Ended struckAt(String place, List<String> typed, Strike strike) throws IOException, InterruptedException {
        String[] words = typed.toArray(new String[0]);
        scene.moves().twin().pauseAt(place);
        Instant begun = Instant.now();
        try (CommandProcess command = host.start(words)) {
            scene.moves().awaitPause(command);
            strike.now();
            scene.moves().twin().goOn();
            return said(host.ended(command, begun, words));
        }
    }

    Ended typed(List<String> words) throws InterruptedException {
        return said(host.run(words.toArray(new String[0])));
    }

    /** Whatever it came to, the operator is told so in the way that all commands tell it. */
    private Ended said(Ended ended) {
        JsonNode document = ended.document();
        boolean isTold = document != null
                && KNOWN.contains(ended.exit())
                && !document.at("/error/category").asText().equals("internal");
        evidence.ends(
                Map.of("how the command ends", isTold ? "told" : ended.toString()),
                Map.of("how the command ends", "told"));
        return ended;
    }

    /** Types the command until it has come to its end; a lease that could not be given back stands in its way until it has run out. */
    void arrive(List<String> words) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_LEASE.plus(LONGEST_LEASE).toNanos();
        Ended last = typed(words);
        while (isInTheWay(last) && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE_MILLIS);
            last = typed(words);
        }
        boolean arrived = last.exit() == 0 || MoveScene.isOver(last.exit(), last.out() + last.err());
        evidence.ends(
                Map.of("the command, typed again", arrived ? "arrives" : last.toString()),
                Map.of("the command, typed again", "arrives"));
    }

    /** A lease in the ledger, or one at a witness that could not be told of the promotion. */
    private static boolean isInTheWay(Ended ended) {
        JsonNode document = ended.document();
        return ended.exit() == 5
                || (document != null && document.at("/error/category").asText().equals("witness"));
    }

    /** Goes on to the end, which is that of a move that nobody disturbed, but for the steps that it went on behind. */
    void arriveAs(FailedBehind failed, Map<String, String> undisturbed) throws InterruptedException {
        Map<String, String> end = scene.arrived(() -> arrive(scene.words()));
        Map<String, String> still = new LinkedHashMap<>(undisturbed);
        failed.promised(end, still);
        evidence.ends(end, still);
    }

    /** What is left, when all commands have ended. */
    void keep() throws IOException {
        EndState state = scene.moves().endState();
        evidence.served(new Served("the ledger", state.epoch(), state.effectivePrimary()));
        host.keepWhatIsToBeRead();
    }
}
