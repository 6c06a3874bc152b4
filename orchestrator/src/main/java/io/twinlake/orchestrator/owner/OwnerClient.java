package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.owner.wire.Conversation;
import io.twinlake.orchestrator.owner.wire.ForwardedCommand;
import io.twinlake.orchestrator.owner.wire.Proof;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One command, handed to the ledger's owner: copies what it prints, and hands an interrupt on as well. The owner proves that it knows its
 * token before it is told anything, and begins only when it is told to after its first answer.
 */
public final class OwnerClient {
    private static final int LINE = 16 << 20;

    private final OwnerFile.Owner owner;
    private final Invocation invocation;
    private final Caller caller;
    private final Patience patience;
    private final Time time;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<Afterwards> afterwards = new CompletableFuture<>();
    private volatile @Nullable Conversation begun;

    /** What becomes of the command behind an interrupt. */
    private enum Afterwards {
        STOPS,
        GOES_ON,
        /** It was over before the owner had answered. */
        OVER
    }

    /**
     * How long the owner is waited for.
     *
     * @param beginsWithin from the connection to its word that the command has begun
     * @param silentAtMost one that works gives a sign every second; after this long it has lost whatever lease it had
     * @param answersWithin whether it stops what was interrupted
     * @param stopsWithin a little longer than one that ends gives its own runs
     */
    record Patience(Duration beginsWithin, Duration silentAtMost, Duration answersWithin, Duration stopsWithin) {
        private static final Patience OF_PEOPLE = new Patience(
                Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(25));
    }

    public OwnerClient(OwnerFile.Owner owner, Invocation invocation, Time time) {
        this(owner, invocation, Patience.OF_PEOPLE, time);
    }

    OwnerClient(OwnerFile.Owner owner, Invocation invocation, Patience patience, Time time) {
        this.owner = owner;
        this.invocation = invocation;
        this.caller = invocation.caller();
        this.patience = patience;
        this.time = time;
    }

    /**
     * Runs the command at the owner.
     *
     * @throws OwnerSilent when it does not answer
     * @throws CommandFailure when it does not know the group that shall be moved
     * @throws IOException when the owner took the command and broke off before it ended
     */
    public Handed run() throws IOException {
        Deadline deadline = time.deadline(patience.beginsWithin());
        try (Socket socket = new Socket()) {
            try (Conversation conversation = connect(socket)) {
                Optional<Handed.NotTaken> refused = begin(conversation, deadline);
                if (refused.isPresent()) {
                    return refused.get();
                }
                return new Handed.Done(copy(conversation));
            }
        } catch (ConnectException gone) {
            return Handed.NotTaken.GONE;
        } finally {
            ended.countDown();
        }
    }

    private Conversation connect(Socket socket) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), owner.port()), (int)
                    patience.beginsWithin().toMillis());
            return new Conversation(socket);
        } catch (SocketTimeoutException late) {
            throw new OwnerSilent(owner, false);
        }
    }

    /** Empty once the command has begun. */
    private Optional<Handed.NotTaken> begin(Conversation conversation, Deadline deadline) throws IOException {
        try {
            String asked = Proof.draw();
            conversation.say(Json.object().put("asked", asked));
            JsonNode greeting = hear(conversation, deadline, false);
            Proof proof =
                    new Proof(owner.token(), asked, greeting.path("answered").asText());
            if (!Proof.holds(proof.ofOwner(), greeting.path("proof").asText())) {
                return Optional.of(Handed.NotTaken.SOMEBODY_ELSE);
            }
            conversation.say(Json.object().put("proof", proof.ofCaller()));
            conversation.say(ForwardedCommand.of(invocation).toJson());
            JsonNode answer = hear(conversation, deadline, false);
            if (!answer.has("id")) {
                boolean busy = answer.path("refused").asText().equals(ServeCaller.BUSY);
                return Optional.of(busy ? Handed.NotTaken.BUSY : Handed.NotTaken.ENDING);
            }
            JsonNode go =
                    Json.object().put("go", answer.path("id").asText()).set("words", Json.words(wordsFor(answer)));
            // From here on it may begin, and an interrupt is handed on.
            begun = conversation;
            conversation.say(go);
        } catch (IOException gone) {
            return Optional.of(Handed.NotTaken.HUNG_UP);
        }
        hear(conversation, deadline, true);
        return Optional.empty();
    }

    /** A move holds for the epoch that the owner named, and for no other. */
    private List<String> wordsFor(JsonNode answer) {
        if (invocation.moved().isEmpty()) {
            return List.of();
        }
        if (!answer.has("epoch")) {
            throw CommandFailure.precondition(
                    "The ledger is owned by " + owner + ", which does not know the group "
                            + invocation.moved().get() + ": its configuration is another one. Nothing was changed.",
                    "Start that process anew with this configuration, or add `--epoch N` with the epoch that"
                            + " `twinlake status` tells.");
        }
        return List.of("--epoch", answer.path("epoch").asText());
    }

    private JsonNode hear(Conversation conversation, Deadline deadline, boolean mayHaveBegun) throws IOException {
        return conversation
                .hear(deadline.left(patience.beginsWithin()), LINE)
                .orElseThrow(() -> new OwnerSilent(owner, mayHaveBegun));
    }

    /** Has the owner stop the command's run between two steps, and waits for that; what goes on there is said on standard error. */
    public void interrupt() {
        if (begun == null) {
            // It begins nothing whose caller is gone.
            return;
        }
        switch (askToStop()) {
            case OVER -> {}
            case GOES_ON ->
                note("Interrupted here; the command goes on in " + owner
                        + ". `twinlake status` tells how far it came.");
            case STOPS -> {
                note("Interrupted: the run stops after its present step, in " + owner + ".");
                awaitItsEnd();
            }
        }
    }

    private void awaitItsEnd() {
        try {
            if (!ended.await(patience.stopsWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                note("Its present step takes longer; the run stops when it is over. `twinlake status` tells.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Afterwards askToStop() {
        try {
            Objects.requireNonNull(begun).say(Json.object().put("stop", true));
            return afterwards.get(patience.answersWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException unanswered) {
            // It may stop or not: the message says the safer one.
        }
        return afterwards.getNow(Afterwards.GOES_ON);
    }

    private void note(String sentence) {
        invocation.note(sentence);
    }

    private int copy(Conversation conversation) throws IOException {
        while (true) {
            Optional<JsonNode> heard = conversation.hear(patience.silentAtMost(), LINE);
            JsonNode frame = heard.orElseThrow(() -> new OwnerSilent(owner, true));
            if (frame.has("exit")) {
                afterwards.complete(Afterwards.OVER);
                return frame.get("exit").asInt();
            }
            if (frame.has("stops")) {
                afterwards.complete(frame.get("stops").asBoolean() ? Afterwards.STOPS : Afterwards.GOES_ON);
            }
            copy(frame, "out", caller.out());
            copy(frame, "err", caller.err());
        }
    }

    private static void copy(JsonNode frame, String name, PrintStream stream) {
        if (frame.has(name)) {
            byte[] bytes = Base64.getDecoder().decode(frame.get(name).asText());
            stream.write(bytes, 0, bytes.length);
            stream.flush();
        }
    }
}
