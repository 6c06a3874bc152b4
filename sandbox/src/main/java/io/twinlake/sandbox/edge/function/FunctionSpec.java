package io.twinlake.sandbox.edge.function;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the host of a region's Function is told.
 *
 * @param app name of the Function app
 * @param region name of the region, which every answer carries
 * @param port on 127.0.0.1, 0 for any
 * @param platform where the edge gives the settings out
 * @param platformKey the secret between the edge and the host
 * @param hostKeys of which a caller must send one; without any, whoever asks is answered
 * @param lastSettings a file for the settings that were read last: they hold while the edge is away
 */
public record FunctionSpec(
        String app,
        String region,
        int port,
        String platform,
        String platformKey,
        List<String> hostKeys,
        Path lastSettings,
        Hosting hosting) {
    public FunctionSpec {
        hostKeys = List.copyOf(hostKeys);
    }

    private static final String FILE = "function.json";
    private static final JsonMapper JSON = new JsonMapper();

    /** The spec in a region's folder; none where the region has no Function. */
    public static Optional<FunctionSpec> in(Path region) {
        Path file = region.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(file.toFile(), FunctionSpec.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Function's specification " + file, e);
        }
    }

    /** Writes the spec into a region's folder, for {@link #in}. */
    public void writeInto(Path region) {
        Path file = region.resolve(FILE);
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the Function's specification " + file, e);
        }
    }
}
