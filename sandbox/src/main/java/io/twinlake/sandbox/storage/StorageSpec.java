package io.twinlake.sandbox.storage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the storage process is told at its start.
 *
 * @param azurite Azurite's port
 * @param controlPort where its faults are ordered
 * @param calls the sandbox's call log
 */
public record StorageSpec(int azurite, int controlPort, Path calls, List<StorageAccount> accounts) {

    private static final JsonMapper JSON = new JsonMapper();

    static StorageSpec read(Path file) {
        try {
            return JSON.readValue(file.toFile(), StorageSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The storage specification " + file + " cannot be read", e);
        }
    }

    /** Writes it as {@link StorageProcess} reads it. */
    public void write(Path file) {
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("The storage specification " + file + " cannot be written", e);
        }
    }
}
