package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.LedgerLocation;
import io.twinlake.ledger.file.OwnerOnly;
import io.twinlake.orchestrator.cli.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file beside a ledger that tells who owns it and how to reach it; only its owner may read it. */
public record OwnerFile(Path path) {
    /**
     * A running owner.
     *
     * @param port on the loopback address
     * @param token what both ends of a conversation prove to know
     * @param started when its process was, as far as the system tells; another process may have its id one day
     * @param purpose what it was started for
     */
    public record Owner(int port, String token, long pid, String started, String purpose) {
        static Owner ofThisProcess(int port, String token, String purpose) {
            long pid = ProcessHandle.current().pid();
            return new Owner(port, token, pid, ProcessStart.of(pid).orElse(""), purpose);
        }

        /**
         * Whether its process still runs: the file outlives a process that was killed. One that is dead and not yet reaped by its
         * parent counts as gone; the operating system tells its id, and no command any more. A later process of the same id is another.
         */
        public boolean isAlive() {
            return ProcessHandle.of(pid)
                            .filter(ProcessHandle::isAlive)
                            .flatMap(process -> process.info().command())
                            .isPresent()
                    && ProcessStart.of(pid).orElse("").equals(started);
        }

        @Override
        public String toString() {
            return "process " + pid + " (" + purpose + ")";
        }
    }

    /** The file that belongs to an H2 ledger; empty for a ledger that several processes open by themselves. */
    public static Optional<OwnerFile> of(LedgerLocation ledger) {
        return ledger.isFile() ? Optional.of(new OwnerFile(Path.of(ledger.path() + ".owner.json"))) : Optional.empty();
    }

    /** Replaces the file in one step, so that a reader never meets half of it. */
    void write(Owner owner) {
        String text = Json.line(Json.object()
                .put("port", owner.port())
                .put("token", owner.token())
                .put("pid", owner.pid())
                .put("started", owner.started())
                .put("purpose", owner.purpose()));
        try {
            Path draft = OwnerOnly.draftOf(path);
            Files.writeString(draft, text);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** The owner that wrote the file, if there is a file; its process may have died since. */
    public Optional<Owner> read() {
        try {
            JsonNode owner = Json.parse(Files.readString(path));
            return Optional.of(new Owner(
                    owner.path("port").asInt(),
                    owner.path("token").asText(),
                    owner.path("pid").asLong(),
                    owner.path("started").asText(),
                    owner.path("purpose").asText()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
