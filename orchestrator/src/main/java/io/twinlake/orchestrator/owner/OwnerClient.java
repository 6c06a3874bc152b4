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
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;

/** Hands a command to the ledger's owner and copies what it prints. */
public final class OwnerClient {
    private OwnerClient() {}

    /**
     * Runs the command at the owner.
     *
     * @return its exit code; empty when the owner did not take the command, because it is ending or has died
     * @throws IOException when the owner took the command and broke off before it ended
     */
    public static OptionalInt run(OwnerFile.Owner owner, List<String> words, Surroundings caller) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + owner.port() + OwnerServer.PATH);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", "Bearer " + owner.token());
        byte[] body = ForwardedCommand.of(words, caller).toJson().getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(body.length);
        try {
            connection.getOutputStream().write(body);
            if (connection.getResponseCode() != 200) {
                return OptionalInt.empty();
            }
        } catch (ConnectException e) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(copy(connection, caller));
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
