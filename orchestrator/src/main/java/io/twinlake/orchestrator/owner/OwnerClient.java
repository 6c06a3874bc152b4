package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One command, handed to the ledger's owner: copies what it prints, and hands an interrupt on as well. */
public final class OwnerClient {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    /** A little longer than an owner that ends gives its own runs. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);

    private final OwnerFile.Owner owner;
    private final List<String> words;
    private final Surroundings caller;
    private final URI address;
    private final CountDownLatch ended = new CountDownLatch(1);

    public OwnerClient(OwnerFile.Owner owner, List<String> words, Surroundings caller) {
        this.owner = owner;
        this.words = List.copyOf(words);
        this.caller = caller;
        this.address = URI.create("http://127.0.0.1:" + owner.port() + OwnerServer.PATH + "/" + UUID.randomUUID());
    }

    /**
     * Runs the command at the owner.
     *
     * @return its exit code; empty when the owner did not take the command, because it is ending or has died
     * @throws IOException when the owner took the command and broke off before it ended
     */
    public OptionalInt run() throws IOException {
        HttpURLConnection connection = open("POST");
        connection.setDoOutput(true);
        byte[] body = ForwardedCommand.of(words, caller).toJson().getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(body.length);
        try {
            connection.getOutputStream().write(body);
            if (connection.getResponseCode() != 200) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(copy(connection, caller));
        } catch (ConnectException e) {
            return OptionalInt.empty();
        } finally {
            ended.countDown();
        }
    }

    /** Has the owner stop the command's run between two steps, and waits for that; what goes on there is said on standard error. */
    public void interrupt() {
        if (!isStopping()) {
            note("Interrupted here; the command goes on in " + owner + ". `twinlake status` tells how far it came.");
            return;
        }
        note("Interrupted: the run stops after its present step, in " + owner + ".");
        try {
            if (!ended.await(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                note("Its present step takes longer; the run stops when it is over. `twinlake status` tells.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopping() {
        try {
            HttpURLConnection connection = open("DELETE");
            connection.setConnectTimeout((int) ANSWERS_WITHIN.toMillis());
            connection.setReadTimeout((int) ANSWERS_WITHIN.toMillis());
            return connection.getResponseCode() == 204;
        } catch (IOException unanswered) {
            // It may stop or not: the message says the safer one.
            return false;
        }
    }

    private HttpURLConnection open(String method) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + owner.token());
        return connection;
    }

    private void note(String sentence) {
        caller.err().println(sentence);
        caller.err().flush();
    }

    private static int copy(HttpURLConnection connection, Surroundings caller) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode frame = Json.parse(line);
                if (frame.has("exit")) {
                    return frame.get("exit").asInt();
                }
                copy(frame, "out", caller.out());
                copy(frame, "err", caller.err());
            }
        }
        throw new IOException("the ledger's owner ended before the command did");
    }

    private static void copy(JsonNode frame, String name, PrintStream stream) {
        if (frame.has(name)) {
            byte[] bytes = Base64.getDecoder().decode(frame.get(name).asText());
            stream.write(bytes, 0, bytes.length);
            stream.flush();
        }
    }
}
