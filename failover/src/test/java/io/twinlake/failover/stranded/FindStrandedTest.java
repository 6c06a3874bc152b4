package io.twinlake.failover.stranded;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.failover.TestLedger;
import io.twinlake.ledger.Ledger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindStrandedTest {
    private static final Pattern ASKED =
            Pattern.compile("(?:SELECT (\\d+) .*)?DESCRIBE HISTORY `gold`\\.`s`\\.`(\\w+)` LIMIT 1\\)?");
    private static final int TABLES = 120;

    @TempDir
    Path folder;

    private final Workspace demoted = mock(Workspace.class);
    private final Map<String, ClientException> broken = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Ledger ledger;

    @BeforeEach
    void aRegionWithManyTablesThatNobodyReplicated() {
        ledger = TestLedger.in(folder);
        UnityCatalog catalog = mock(UnityCatalog.class);
        Statements statements = mock(Statements.class);
        when(demoted.region()).thenReturn(WEST);
        when(demoted.catalog()).thenReturn(catalog);
        when(demoted.statements()).thenReturn(statements);
        when(catalog.schemas("gold"))
                .thenAnswer(call -> Stream.of(json().put("catalog_name", "gold").put("name", "s")));
        when(catalog.inSchema(eq(SecurableKind.TABLE), any()))
                .thenAnswer(call -> IntStream.range(0, TABLES)
                        .mapToObj(i -> json().put("name", "t" + i)
                                .put("table_id", "id-" + i)
                                .put("table_type", "MANAGED")
                                .put("data_source_format", "DELTA")));
        when(statements.run(any(), any())).thenAnswer(call -> answer(call.getArgument(0)));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void asksForTheNewestCommitsOfManyTablesInOneStatement() {
        StrandedSearch search = find();

        assertThat(search.isWhole()).isTrue();
        assertThat(search.found())
                .hasSize(TABLES)
                .extracting(Stranded::object, Stranded::kind, Stranded::lastVersion)
                .contains(tuple(ObjectName.of("gold", "s", "t17"), Stranded.Kind.NEW_TABLE, 17L));
        assertThat(asked).hasSize(2);
    }

    @Test
    void tellsWhatCouldNotBeReadBesideWhatTheOthersHold() {
        broken.put("t17", failure(FailureCategory.PERMISSION));
        broken.put("t18", failure(FailureCategory.NOT_FOUND));

        StrandedSearch search = find();

        assertThat(search.unread()).as("one that is gone has no commits").containsExactly("gold.s.t17 (permission)");
        assertThat(search.found())
                .hasSize(TABLES - 2)
                .extracting(stranded -> stranded.object().name())
                .doesNotContain("t17", "t18");
    }

    @Test
    void aRegionThatAnswersNothingIsNoMatterOfItsTables() {
        IntStream.range(0, TABLES).forEach(i -> broken.put("t" + i, failure(FailureCategory.UNAVAILABLE)));
        broken.put("SELECT 1", failure(FailureCategory.UNAVAILABLE));

        assertThatThrownBy(this::find).isInstanceOf(ClientException.class).hasMessage("unavailable");
    }

    private StrandedSearch find() {
        FailoverGroup group = KeyedRecords.group("g", WEST, NORTH, "catalogs: [{name: gold}], sync: {concurrency: 1}");
        return new FindStranded(group, demoted, ledger).find();
    }

    private StatementResult answer(Statement statement) {
        asked.add(statement.sql());
        refuse(statement.sql());
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (String member : statement.sql().split(" UNION ALL ")) {
            Matcher table = ASKED.matcher(member);
            if (table.matches()) {
                refuse(table.group(2));
                String version = table.group(2).substring(1);
                rows.add(Arrays.asList(table.group(1), version, "2026-03-01T10:00:00Z", "mallory", "WRITE", null));
            }
        }
        return new StatementResult(
                new StatementId("s"),
                List.of("place", "version", "timestamp", "userName", "operation", "operationParameters"),
                rows);
    }

    private void refuse(String what) {
        if (broken.containsKey(what)) {
            throw broken.get(what);
        }
    }

    private static ClientException failure(FailureCategory category) {
        return new ClientException(category, "run a statement", null, null, category.word(), null);
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
