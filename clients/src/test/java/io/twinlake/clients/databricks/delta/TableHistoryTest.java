package io.twinlake.clients.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sharing.Mounted;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableHistoryTest {
    private static final ObjectName TABLE = ObjectName.parse("gold.s.t");
    private static final GroupName GOLD = new GroupName("gold");
    private static final Mounted MOUNTED = new Mounted(GOLD, TABLE);
    private static final String SHOWN = ShareNames.share(GOLD, TABLE.catalog()) + "." + ShareNames.alias(TABLE);
    private static final Pattern LIMIT = Pattern.compile("LIMIT (\\d+)");

    private final Statements statements = mock(Statements.class);
    private final TableHistory history = new TableHistory(statements);
    private final List<List<@Nullable String>> commits = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private @Nullable String refusal;
    private Runnable meanwhile = () -> {};

    TableHistoryTest() {
        when(statements.run(any(), any())).thenAnswer(call -> answer(call.getArgument(0)));
    }

    @Test
    void asksForNoMoreCommitsThanCameSinceOurs() {
        commits(100_000, "MERGE");

        List<DeltaVersion> foreign = history.foreignSince(TABLE, 99_990, history.current(TABLE), OwnCommits.NONE);

        assertThat(foreign)
                .extracting(DeltaVersion::version)
                .startsWith(99_999L)
                .endsWith(99_991L);
        assertThat(limits()).containsExactly(1, 9);
    }

    @Test
    void asksForNoneWhereTheTableStandsAtOurs() {
        commits(100_000, "MERGE");

        assertThat(history.foreignSince(TABLE, 99_999, history.current(TABLE), OwnCommits.NONE))
                .isEmpty();
        assertThat(limits()).containsExactly(1);
    }

    @Test
    void asksOnWhereOthersCommittedSinceTheNewestWasRead() {
        commits(10, "OPTIMIZE");
        commits(1, "MERGE");
        commits(2, "OPTIMIZE");
        DeltaVersion current = history.current(TABLE);
        meanwhile = () -> commits(2, "OPTIMIZE");

        assertThat(history.foreignSince(TABLE, 9, current, OwnCommits.NONE))
                .extracting(DeltaVersion::operation)
                .containsExactly("MERGE");
    }

    @Test
    void readsBackToOurCloneWhereItMustKnowWhoseHandIsOurs() {
        commits(50_000, "MERGE");
        cloned("twinlake");
        commits(60, "OPTIMIZE");
        commits.add(commit("SET TBLPROPERTIES", "{}", "somebody"));
        long ours = 50_060;
        OwnCommits own = new OwnCommits(MOUNTED, Set.of(), Set.of(), 1);

        assertThat(history.foreignSince(TABLE, ours, history.current(TABLE), own))
                .extracting(DeltaVersion::user)
                .containsExactly("somebody");
        assertThat(limits()).containsExactly(1, 1, 8, 64);
    }

    @Test
    void readsNoFurtherWhereNothingTurnsOnOurHand() {
        commits(50_000, "MERGE");
        OwnCommits own = new OwnCommits(MOUNTED, Set.of(), Set.of(), 1);

        history.foreignSince(TABLE, 49_997, history.current(TABLE), own);

        assertThat(limits()).containsExactly(1, 2);
    }

    @Test
    void goesBackToTheNewestSuchCommitAndToTheFirstWhereNoneIs() {
        commits(100, "MERGE");
        cloned("twinlake");
        commits(70, "WRITE");

        assertThat(history.backTo(TABLE, commit -> commit.cloned() != null))
                .extracting(DeltaVersion::operation)
                .contains("CLONE");
        assertThat(limits()).containsExactly(20, 160);
        assertThat(history.backTo(TABLE, commit -> commit.restoredVersion() != null))
                .hasSize(171);
    }

    @Test
    void choosesItsColumnsInAQueryAndOnlyReads() {
        commits(30, "MERGE");
        cloned("twinlake");

        assertThat(history.after(TABLE, 29)).singleElement().satisfies(clone -> {
            assertThat(clone.cloned()).isEqualTo(new Cloned(SHOWN, 7, false));
            assertThat(clone.user()).isEqualTo("twinlake");
        });
        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("SELECT version, ")
                .contains("FROM (DESCRIBE HISTORY `gold`.`s`.`t` LIMIT 20) ");
    }

    @Test
    void asksForAllColumnsWhereNoHistoryMayStandInAQueryAndRemembersItForThatWorkspace() {
        commits(30, "MERGE");
        refusal = "PARSE_SYNTAX_ERROR";

        assertThat(history.after(TABLE, 27)).hasSize(2);
        assertThat(new TableHistory(statements).after(TABLE, 28)).hasSize(1);

        assertThat(asked)
                .extracting(sql -> sql.startsWith("SELECT"))
                .as("%s", asked)
                .containsExactly(true, false, false);
    }

    @Test
    void takesNoOtherFailureForARefusalOfTheQuery() {
        refusal = "TABLE_OR_VIEW_NOT_FOUND";

        assertThatThrownBy(() -> history.after(TABLE, 1)).hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    private List<Integer> limits() {
        return asked.stream().map(TableHistoryTest::limit).toList();
    }

    private static int limit(String sql) {
        Matcher limit = LIMIT.matcher(sql);
        assertThat(limit.find()).as(sql).isTrue();
        return Integer.parseInt(limit.group(1));
    }

    private StatementResult answer(Statement statement) {
        assertThat(statement.readOnly()).isTrue();
        asked.add(statement.sql());
        meanwhile.run();
        meanwhile = () -> {};
        if (refusal != null && statement.sql().startsWith("SELECT")) {
            throw new ClientException(
                    FailureCategory.INVALID, "finish statement", "s1", refusal, refusal + " said", null);
        }
        List<List<@Nullable String>> newestFirst = new ArrayList<>();
        for (int i = commits.size() - 1; i >= 0 && newestFirst.size() < limit(statement.sql()); i--) {
            newestFirst.add(commits.get(i));
        }
        return new StatementResult(
                new StatementId("s1"),
                List.of("version", "timestamp", "operation", "operationParameters", "userName"),
                newestFirst);
    }

    private void commits(int count, String operation) {
        for (int i = 0; i < count; i++) {
            commits.add(commit(operation, null, "somebody"));
        }
    }

    private void cloned(String user) {
        commits.add(commit(
                "CLONE", "{\"source\":\"" + SHOWN + "\",\"sourceVersion\":\"7\",\"isShallow\":\"false\"}", user));
    }

    private List<@Nullable String> commit(String operation, @Nullable String parameters, String user) {
        return Arrays.asList(Integer.toString(commits.size()), "2026-11-20T12:00:00.000Z", operation, parameters, user);
    }
}
