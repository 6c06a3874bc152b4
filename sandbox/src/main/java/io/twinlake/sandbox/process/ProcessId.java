package io.twinlake.sandbox.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A process that was started by us.
 *
 * @param pid the operating system's id
 * @param startedAt its start in milliseconds since 1970, as the operating system tells it
 */
public record ProcessId(long pid, long startedAt) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The identity of a process that runs. */
    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), startOf(handle));
    }

    /** The process, if it still runs and no other has taken its id. One that is dead and not yet reaped by its parent is gone. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startOf(handle) == startedAt)
                .filter(handle -> handle.info().command().isPresent());
    }

    /** The process that was recorded in the file, if there is one. */
    public static Optional<ProcessId> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), ProcessId.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The process file " + file + " cannot be read", e);
        }
    }

    /** Records the process; a reader sees the record before or the record after, and never a part of one. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writeValue(next.toFile(), this);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The process file " + file + " cannot be written", e);
        }
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }
}
