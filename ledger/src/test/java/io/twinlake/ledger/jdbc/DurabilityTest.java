package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.LedgerLocation;
import io.twinlake.ledger.audit.AuditEvent;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.failure.LedgerInUse;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityTest {
    @TempDir
    private Path folder;

    private LedgerLocation location;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void chooseFile() {
        location = new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null);
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 150})
    void keepsEveryAcknowledgedRowThroughKillNine(int rowsBeforeTheKill) throws Exception {
        Process writer = start(List.of(), 200);
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader answers = writer.inputReader()) {
            assertThat(answers.readLine()).isEqualTo("open");
            for (int i = 0; i < rowsBeforeTheKill; i++) {
                acknowledged.add(answers.readLine());
            }
            // Through the handle: Process itself would close the pipe with what is still in it.
            writer.toHandle().destroyForcibly();
            answers.lines().forEach(acknowledged::add);
        }
        // Its end of the pipe is shut before its lock on the file is gone.
        writer.waitFor();

        assertThatAllAreKept(acknowledged);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsEveryAcknowledgedRowWhenTheDiskIsFull() throws Exception {
        // A limit on the size of files: for the writer the same as a disk without room for one more byte.
        Process writer = start(List.of("bash", "-c", "ulimit -f 4000; exec \"$@\"", "writer"), 20_000);
        List<String> acknowledged;
        try (BufferedReader answers = writer.inputReader()) {
            assertThat(answers.readLine()).isEqualTo("open");
            acknowledged = new ArrayList<>(answers.lines().toList());
        }
        writer.waitFor();

        assertThat(acknowledged).hasSizeGreaterThan(10).last().isEqualTo("refused");
        assertThatAllAreKept(acknowledged.subList(0, acknowledged.size() - 1));
    }

    @Test
    void staysOpenWhenThreadsThatUseItAreInterrupted() throws Exception {
        List<AuditEvent> acknowledged = new ArrayList<>();
        AtomicInteger refusals = new AtomicInteger();
        try (JdbcLedger ledger = JdbcLedger.open(location, Clock.systemUTC())) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                    try {
                        acknowledged.add(ledger.audit().append("ann", "sync", Map.of()));
                    } catch (LedgerException refused) {
                        refusals.incrementAndGet();
                    }
                }
            });
            writer.start();
            while (writer.isAlive()) {
                writer.interrupt();
                writer.join(1);
            }

            assertThat(acknowledged).hasSize(300 - refusals.get()).isNotEmpty();
            acknowledged.add(ledger.audit().append("ann", "failover", Map.of()));
        }

        try (JdbcLedger ledger = JdbcLedger.open(location, Clock.systemUTC())) {
            assertThat(ledger.audit().firstBroken()).isEmpty();
            assertThat(ledger.audit().list(1, 1000)).containsAll(acknowledged);
        }
    }

    @Test
    void tellsASecondProcessThatTheFileIsInUse() throws Exception {
        Process owner = start(List.of(), 200);
        try (BufferedReader answers = owner.inputReader()) {
            assertThat(answers.readLine()).isEqualTo("open");

            assertThatThrownBy(() -> JdbcLedger.open(location, Clock.systemUTC()))
                    .isInstanceOf(LedgerInUse.class)
                    .hasMessage("another process owns the ledger " + folder.resolve("ledger"));
        }
    }

    private void assertThatAllAreKept(List<String> acknowledged) {
        try (JdbcLedger ledger = JdbcLedger.open(location, Clock.systemUTC())) {
            assertThat(acknowledged)
                    .isNotEmpty()
                    .allSatisfy(
                            id -> assertThat(ledger.runs().find(new RunId(id)).map(Run::result))
                                    .contains(RunResult.SUCCEEDED));
        }
    }

    private Process start(List<String> wrapper, int messageLength) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                location.url(),
                Integer.toString(messageLength)));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        processes.add(process);
        return process;
    }
}
