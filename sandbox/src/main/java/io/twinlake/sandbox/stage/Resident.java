package io.twinlake.sandbox.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much memory a process has held at most, as Linux tells it; 0 where it does not. */
public final class Resident {

    private static final String PEAK = "VmHWM:";

    private Resident() {}

    /** The peak in bytes. */
    public static long peakBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException e) {
            // The process has ended, or the system has no /proc: there is nothing to tell.
            return 0;
        } catch (IOException e) {
            // Linux answers so while a process ends.
            if (Files.exists(Path.of("/proc/" + pid))) {
                throw new UncheckedIOException("The memory of process " + pid + " cannot be read", e);
            }
            return 0;
        }
    }
}
