package io.twinlake.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdTest {

    @TempDir
    Path folder;

    @Test
    void aProcessThatRunsIsFoundByItsRecord() throws Exception {
        Process process = new ProcessBuilder("sleep", "3600").start();
        Path record = folder.resolve("record.json");
        ProcessId.of(process.toHandle()).write(record);

        assertThat(ProcessId.read(record).flatMap(ProcessId::handle)).contains(process.toHandle());

        process.destroyForcibly().waitFor();
        assertThat(ProcessId.read(record).flatMap(ProcessId::handle)).isEmpty();
    }

    @Test
    void replacesARecordAsAWholeSoThatNobodyReadsAPartOfOne() throws Exception {
        Path record = folder.resolve("record.json");
        new ProcessId(1, 2).write(record);
        Path before = Files.createLink(folder.resolve("before.json"), record);

        new ProcessId(3, 4).write(record);

        assertThat(ProcessId.read(before)).contains(new ProcessId(1, 2));
        assertThat(ProcessId.read(record)).contains(new ProcessId(3, 4));
    }

    @Test
    void aProcessThatIsDeadAndNotYetReapedIsGone() throws Exception {
        Process careless = new ProcessBuilder("sh", "-c", "sleep 3600 & echo $!; exec cat").start();
        try {
            ProcessHandle child = ProcessHandle.of(childOf(careless)).orElseThrow();
            answered(careless);
            ProcessId id = ProcessId.of(child);
            assertThat(id.handle()).isPresent();

            child.destroyForcibly();

            await().atMost(Duration.ofMinutes(1)).until(() -> id.handle().isEmpty());
            assertThat(child.isAlive()).as("its parent never asks how it ended").isTrue();
        } finally {
            careless.destroyForcibly();
        }
    }

    private static long childOf(Process parent) throws IOException {
        BufferedReader out = parent.inputReader();
        return Long.parseLong(out.readLine().strip());
    }

    /** Waits until the shell, which would reap a child of its own, has become the {@code cat} that repeats a line. */
    private static void answered(Process parent) throws IOException {
        parent.outputWriter().append("are you cat?\n").flush();
        assertThat(parent.inputReader().readLine()).isEqualTo("are you cat?");
    }
}
