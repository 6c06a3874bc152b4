package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.time.Deadline;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.owner.wire.Conversation;
import io.twinlake.orchestrator.owner.wire.ForwardedCommand;
import io.twinlake.orchestrator.owner.wire.Frames;
import io.twinlake.orchestrator.owner.wire.Proof;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One caller's command at the owner: proven, named, and begun only when the caller says so in time and is still there. A caller that
 * gave up while this process stood still finds nothing begun later.
 */
final class ServeCaller {
    static final String BUSY = "busy";

    private static final Duration SPEAKS_WITHIN = Duration.ofSeconds(5);
    private static final Duration BEATS_EVERY = Duration.ofSeconds(1);
    private static final Duration AT_ONCE = Duration.ofMillis(10);
    private static final int SHORT = 4 << 10;
    private static final int COMMAND = 16 << 20;

    private final OwnerServer.Desk desk;
    private final Conversation caller;

    ServeCaller(OwnerServer.Desk desk, Conversation caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /** @param proven hears when the caller has proven who he is */
    void serve(Runnable proven) throws IOException {
        if (!isProven()) {
            return;
        }
        proven.run();
        Optional<JsonNode> asked = caller.hear(SPEAKS_WITHIN, COMMAND);
        if (asked.isEmpty()) {
            return;
        }
        if (desk.underWay().register() < 0) {
            caller.say(Json.object().put("refused", "ending"));
            return;
        }
        try {
            if (desk.ending().get()) {
                caller.say(Json.object().put("refused", "ending"));
            } else if (desk.room().tryAcquire()) {
                try {
                    agree(ForwardedCommand.fromJson(asked.get()));
                } finally {
                    desk.room().release();
                }
            } else {
                caller.say(Json.object().put("refused", BUSY));
            }
        } finally {
            desk.underWay().arriveAndDeregister();
        }
    }

    private boolean isProven() throws IOException {
        Optional<JsonNode> hello = caller.hear(SPEAKS_WITHIN, SHORT);
        if (hello.isEmpty()) {
            return false;
        }
        Proof proof = new Proof(desk.token(), hello.get().path("asked").asText(), Proof.draw());
        caller.say(Json.object().put("answered", proof.answered()).put("proof", proof.ofOwner()));
        return caller.hear(SPEAKS_WITHIN, SHORT)
                .filter(given ->
                        Proof.holds(proof.ofCaller(), given.path("proof").asText()))
                .isPresent();
    }

    private void agree(ForwardedCommand command) throws IOException {
        String id = UUID.randomUUID().toString();
        ObjectNode answer = Json.object().put("id", id);
        command.moves().flatMap(desk.epoch()).ifPresent(epoch -> answer.put("epoch", epoch.number()));
        Deadline speaks = desk.time().deadline(SPEAKS_WITHIN);
        caller.say(answer);
        Optional<JsonNode> go = caller.hear(SPEAKS_WITHIN, SHORT);
        if (go.isEmpty() || speaks.isOver() || !go.get().path("go").asText().equals(id)) {
            return;
        }
        // Throws where the caller has hung up since.
        caller.hear(AT_ONCE, SHORT);
        caller.say(Json.object().put("begun", id));
        run(command.with(Json.words(go.get().path("words"))));
    }

    private void run(ForwardedCommand command) {
        Frames frames = new Frames(caller);
        Thread worker = Thread.currentThread();
        Thread listener = new Thread(() -> listen(frames, worker), "caller");
        listener.setDaemon(true);
        listener.start();
        try (PrintStream out = frames.out();
                PrintStream err = frames.err()) {
            int code = desk.commands().execute(command.words(), command.caller(out, err));
            out.flush();
            err.flush();
            frames.exit(code);
        }
    }

    /** Until the conversation is over. */
    private void listen(Frames frames, Thread worker) {
        try {
            while (true) {
                Optional<JsonNode> said = caller.hear(BEATS_EVERY, SHORT);
                if (said.isEmpty()) {
                    frames.beat();
                } else if (said.get().has("stop")) {
                    frames.stops(desk.interrupts().test(worker));
                }
            }
        } catch (IOException over) {
            // Nobody listens any more; the command's work goes on.
        }
    }
}
