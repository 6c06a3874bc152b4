package io.twinlake.clients.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadCurrentVersionsTest {
    private static final Pattern MEMBER =
            Pattern.compile("SELECT (\\d+) AS place, version, timestamp, userName, operation,"
                    + " CASE WHEN operation IN \\('CLONE', 'RESTORE'\\) THEN operationParameters END AS operationParameters"
                    + " FROM \\(DESCRIBE HISTORY ((?:`(?:[^`]|``)*`\\.?)+) LIMIT 1\\)(?: UNION ALL |$)");
    private static final Pattern ALONE = Pattern.compile("DESCRIBE HISTORY ((?:`(?:[^`]|``)*`\\.?)+) LIMIT 1");
    private static final List<String> COLUMNS =
            List.of("place", "version", "timestamp", "userName", "operation", "operationParameters");

    private final Statements statements = mock(Statements.class);
    private final Workspace workspace = mock(Workspace.class);

    /** By its place in what is asked for, the version of each table. */
    private final Map<ObjectName, Long> versions = new HashMap<>();

    private final Map<ObjectName, ClientException> broken = new HashMap<>();
    private final Set<ObjectName> silent = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private Function<String, @Nullable ClientException> fault = sql -> null;
    private String time = "2026-11-20T12:00:00.000Z";

    ReadCurrentVersionsTest() {
        when(workspace.statements()).thenReturn(statements);
        when(statements.run(any(), any())).thenAnswer(call -> answer(call.getArgument(0)));
    }

    @Test
    void asksForAHundredTablesInOneStatement() {
        List<ObjectName> tables = tables(250);

        CurrentVersions read = read(tables);

        assertKnown(read, tables);
        assertThat(asked).hasSize(3);
    }

    @Test
    void asksNothingForNoTableAndAsksPlainlyForOne() {
        assertThat(read(List.of()).known()).isEmpty();
        assertThat(asked).isEmpty();

        List<ObjectName> one = tables(1);
        assertKnown(read(one), one);
        assertThat(asked).containsExactly("DESCRIBE HISTORY `gold`.`s`.`t0` LIMIT 1");
    }

    @Test
    void makesNoStatementLongerThanAWarehouseTakesWell() {
        List<ObjectName> tables = IntStream.range(10, 100)
                .mapToObj(i -> ObjectName.of("`".repeat(255), "s".repeat(255), "t".repeat(250) + i))
                .toList();
        tables.forEach(table -> versions.put(table, 3L));

        assertKnown(read(tables), tables);

        assertThat(asked).extracting(String::length).hasSize(2).allMatch(length -> length <= 100_000);
    }

    @Test
    void tellsTablesOfOddNamesApartInWhateverOrderTheRowsCome() {
        List<ObjectName> tables = IntStream.range(0, 2)
                .boxed()
                .flatMap(
                        i -> List.of(
                                        "a.b",
                                        "a",
                                        "b`c",
                                        "x) UNION ALL SELECT 0 AS place, (",
                                        "'; --",
                                        "UPPER",
                                        "\uD83E\uDD86 é")
                                .stream()
                                .map(odd -> i == 0 ? ObjectName.of("gold", "s", odd) : ObjectName.of("gold", odd, "b")))
                .toList();
        IntStream.range(0, tables.size()).forEach(i -> versions.put(tables.get(i), (long) i));

        assertKnown(read(tables), tables);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aTableThatCannotBeReadIsUnknownAloneAndForItsOwnReason() {
        List<ObjectName> tables = tables(100);
        broken.put(tables.get(41), failure(FailureCategory.NOT_FOUND, "TABLE_OR_VIEW_NOT_FOUND"));
        broken.put(tables.get(42), failure(FailureCategory.PERMISSION, "INSUFFICIENT_PERMISSIONS"));

        CurrentVersions read = read(tables);

        assertThat(read.failures()).isEqualTo(broken);
        assertThat(read.known()).hasSize(98).doesNotContainKeys(tables.get(41), tables.get(42));
        assertThat(asked)
                .as("two at the bottom, fewer than two on each way down")
                .hasSizeLessThan(30);
    }

    @Test
    void whereNoTableCanBeReadEachIsUnknownForItsOwnReason() {
        List<ObjectName> tables = tables(100);
        tables.forEach(table -> broken.put(table, failure(FailureCategory.INVALID, "no log of " + table)));

        CurrentVersions read = read(tables);

        assertThat(read.failures()).isEqualTo(broken);
        assertThat(asked).hasSizeLessThan(200);
    }

    @Test
    void asksTableByTableWhereNoHistoryMayStandInAQueryAndRemembersItForThatWorkspace() {
        List<ObjectName> tables = tables(150);
        fault = sql -> sql.startsWith("SELECT ") ? failure(FailureCategory.INVALID, "PARSE_SYNTAX_ERROR") : null;

        assertKnown(read(tables), tables);
        assertThat(asked).as("one is refused").hasSize(151);
        asked.clear();
        assertKnown(read(tables), tables);
        assertThat(asked).hasSize(150).allMatch(sql -> sql.startsWith("DESCRIBE "));
    }

    @Test
    void whatPassesIsNoTablesFailure() {
        List<ObjectName> tables = tables(100);
        List<ClientException> passing = new ArrayList<>(List.of(failure(FailureCategory.UNAVAILABLE, null)));
        fault = sql -> sql.startsWith("SELECT 0 ") && !passing.isEmpty() ? passing.remove(0) : null;

        assertKnown(read(tables), tables);
        assertThat(asked).as("all, something else, two halves").hasSize(4);
    }

    @Test
    void whatTakesTooLongForManyIsNoTablesFailureAndIsAskedOfEach() {
        List<ObjectName> tables = tables(20);
        fault = sql -> sql.startsWith("SELECT 0 ") || sql.contains("`t7`")
                ? failure(FailureCategory.TIMEOUT, "RUNNING")
                : null;

        CurrentVersions read = read(tables);

        assertThat(read.failures()).containsOnlyKeys(tables.get(7));
        assertThat(read.known()).hasSize(19);
        assertThat(asked).filteredOn(sql -> sql.startsWith("SELECT 0 ")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "AUTHENTICATION"})
    void aRegionThatAnswersNothingIsNoMatterOfItsTables(FailureCategory category) {
        fault = sql -> failure(category, "NOBODY_THERE");

        assertThatThrownBy(() -> read(tables(300))).hasMessage("NOBODY_THERE said");

        assertThat(asked).filteredOn(sql -> sql.contains("HISTORY")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aTableWithoutARowHasNoHistory() {
        List<ObjectName> tables = tables(3);
        silent.add(tables.get(1));

        CurrentVersions read = read(tables);

        assertThat(read.known()).containsOnlyKeys(tables.get(0), tables.get(2));
        assertThat(read.failures())
                .hasEntrySatisfying(
                        tables.get(1), failure -> assertThat(failure).hasMessageContaining("gold.s.t1 has no history"));
    }

    @Test
    void anAnswerThatNobodyUnderstandsIsItsTablesOwnFailure() {
        List<ObjectName> tables = tables(3);
        time = "yesterday";

        assertThat(read(tables).failures()).hasSize(3).allSatisfy((table, failure) -> {
            assertThat(failure.category()).isEqualTo(FailureCategory.PROTOCOL);
            assertThat(failure).hasMessageContaining("could not be understood");
        });
        assertThat(asked).hasSize(1);
    }

    private CurrentVersions read(List<ObjectName> tables) {
        return new ReadCurrentVersions(workspace, new Concurrently(1)).read(tables);
    }

    private List<ObjectName> tables(int count) {
        List<ObjectName> tables = IntStream.range(0, count)
                .mapToObj(i -> ObjectName.of("gold", "s", "t" + i))
                .toList();
        IntStream.range(0, count).forEach(i -> versions.put(tables.get(i), (long) i));
        return tables;
    }

    private void assertKnown(CurrentVersions read, List<ObjectName> tables) {
        assertThat(read.failures()).isEmpty();
        assertThat(read.known().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().version())))
                .isEqualTo(tables.stream().collect(Collectors.toMap(table -> table, versions::get)));
    }

    /** As a warehouse does: a table that cannot be read fails the whole statement, and rows come in an order of their own. */
    private StatementResult answer(Statement statement) {
        asked.add(statement.sql());
        ClientException failure = fault.apply(statement.sql());
        if (failure != null) {
            throw failure;
        }
        if (statement.sql().equals("SELECT 1")) {
            return new StatementResult(new StatementId("s"), List.of("1"), List.of(List.of("1")));
        }
        assertThat(statement.readOnly()).isTrue();
        List<List<@Nullable String>> rows = new ArrayList<>();
        Matcher alone = ALONE.matcher(statement.sql());
        if (alone.matches()) {
            rows.addAll(row(ObjectName.parse(alone.group(1)), "0"));
        } else {
            Matcher member = MEMBER.matcher(statement.sql());
            int end = 0;
            for (; member.find(end) && member.start() == end; end = member.end()) {
                rows.addAll(row(ObjectName.parse(member.group(2)), member.group(1)));
                if (member.end() == statement.sql().length()) {
                    end = member.end();
                    break;
                }
            }
            assertThat(end).as(statement.sql()).isEqualTo(statement.sql().length());
        }
        Collections.reverse(rows);
        return new StatementResult(new StatementId("s"), COLUMNS, rows);
    }

    private List<List<@Nullable String>> row(ObjectName table, String place) {
        ClientException failure = broken.get(table);
        if (failure != null) {
            throw failure;
        }
        return silent.contains(table)
                ? List.of()
                : List.of(Arrays.asList(place, versions.get(table).toString(), time, "somebody", "WRITE", null));
    }

    private static ClientException failure(FailureCategory category, @Nullable String code) {
        return new ClientException(category, "finish statement", "s", code, code + " said", null);
    }
}
