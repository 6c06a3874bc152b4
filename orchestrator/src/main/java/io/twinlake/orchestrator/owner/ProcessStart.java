package io.twinlake.orchestrator.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** When a process was started, as a mark that tells it from a later one with the same id. */
final class ProcessStart {
    /** Its place in the line behind the command's name, which may hold blanks and parentheses itself. */
    private static final int START_TIME = 19;

    private ProcessStart() {}

    /** The mark, where the system tells. It stays the same when the clock is set, where the system counts from its own start. */
    static Optional<String> of(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Optional.of(fields[START_TIME]);
        } catch (IOException | IndexOutOfBoundsException noSuchFile) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(Object::toString);
        }
    }
}
