package io.twinlake.sandbox.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallLogTest {

    @TempDir
    Path folder;

    @Test
    void numbersTheCallsOfSeveralWritersWithoutMixingTheirLines() throws Exception {
        Path file = CallLog.file(folder);
        try (CallLog one = CallLog.open(file);
                CallLog other = CallLog.open(file)) {
            IntStream.range(0, 400).parallel().forEach(i -> (i % 2 == 0 ? one : other).append(call("/" + i)));
        }

        List<Call> calls = new ArrayList<>();
        CallLog.read(file, 0, calls::add);

        assertThat(calls)
                .extracting(Call::n)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 400).mapToObj(Long::valueOf).toList());
        assertThat(calls).extracting(Call::path).doesNotHaveDuplicates().hasSize(400);
    }

    @Test
    void leavesOutWhatWasSeenBefore() throws Exception {
        Path file = CallLog.file(folder);
        try (CallLog log = CallLog.open(file)) {
            IntStream.range(0, 5).forEach(i -> log.append(call("/" + i)));
        }

        List<Call> calls = new ArrayList<>();
        CallLog.read(file, 3, calls::add);

        assertThat(calls).extracting(Call::path).containsExactly("/3", "/4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  -- why\n SELECT * FROM t",
                "/* insert */ (SELECT 1)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "DESCRIBE HISTORY t",
                "SHOW GRANTS ON TABLE t"
            })
    void knowsAStatementThatOnlyReads(String sql) {
        assertThat(Statement.couldChangeState(sql)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE",
                "create table t (a int)",
                "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a",
                "-- select\nDROP TABLE t",
                "GRANT SELECT ON TABLE t TO p",
                "?"
            })
    void takesEveryOtherStatementForOneThatCouldChangeState(String sql) {
        assertThat(Statement.couldChangeState(sql)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "sandbox/1, sandbox",
        "twinlake/0.1.0 databricks-sdk-java/0.141.0, twinlake",
        "databricks-sdk-java/0.141.0 twinlake/0.1.0, twinlake",
        "azsdk-java-azure-storage-blob/12.37.2, other",
        ", other"
    })
    void tellsWhoCallsByTheUserAgent(String userAgent, String actor) {
        assertThat(Actor.of(userAgent)).isEqualTo(actor);
    }

    private static Call call(String path) {
        return new Call(0, Instant.EPOCH, "westeurope", "workspace", "other", "GET", path, null, 200, 1, false);
    }
}
