package io.twinlake.failover.stranded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
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
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepStrandedTest {
    private static final Pattern CREATE =
            Pattern.compile("CREATE TABLE `gold`\\.`(\\w+)`\\.`(\\w+)` TBLPROPERTIES \\((.*?)\\) AS .*");
    private static final Pattern PROPERTY = Pattern.compile("'([^']*)' = '([^']*)'");

    private final Workspace demoted = mock(Workspace.class);
    private final Map<ObjectName, ObjectNode> tables = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private KeepStranded keep;
    private @Nullable ClientException refusal;

    @BeforeEach
    void aRegionThatTakesTables() {
        UnityCatalog catalog = mock(UnityCatalog.class);
        Statements statements = mock(Statements.class);
        when(demoted.catalog()).thenReturn(catalog);
        when(demoted.statements()).thenReturn(statements);
        when(catalog.find(any(), any())).thenAnswer(call -> {
            boolean schema = call.getArgument(0) == SecurableKind.SCHEMA;
            return schema
                    ? Optional.of(JsonNodeFactory.instance.objectNode())
                    : Optional.ofNullable(tables.get(call.<ObjectName>getArgument(1)));
        });
        when(statements.run(any(), any())).thenAnswer(call -> answer(call.getArgument(0)));
        keep = new KeepStranded(
                new GroupName("g"),
                demoted,
                new SettleStranded.Order(new RunId("r"), new Epoch(2), "ann", "test", () -> {}));
    }

    @Test
    void keepsTablesApartWhoseSchemaAndNameReadAlike() {
        List<ObjectName> first = keep.keep(stranded("gold.a__b.c", "id-1"));
        List<ObjectName> second = keep.keep(stranded("gold.a.b__c", "id-2"));

        assertThat(first).hasSize(2).doesNotContainAnyElementsOf(second);
        assertThat(tables.keySet()).containsAll(first).containsAll(second);
    }

    @Test
    void keepsWhatAnEarlierTryKept() {
        List<ObjectName> first = keep.keep(stranded("gold.a.b", "id-1"));
        int before = written.size();

        assertThat(keep.keep(stranded("gold.a.b", "id-1"))).isEqualTo(first);
        assertThat(written).hasSize(before);
    }

    @Test
    void writesOverNothingThatWasNotMadeForIt() {
        List<ObjectName> names = keep.keep(stranded("gold.a.b", "id-1"));
        tables.replace(names.get(0), JsonNodeFactory.instance.objectNode());
        written.clear();

        assertThatThrownBy(() -> keep.keep(stranded("gold.a.b", "id-1")))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("was not made for them");
        assertThat(written).isEmpty();
    }

    @Test
    void keepsATableOfTheLongestNames() {
        String longest = "x".repeat(255);

        assertThat(keep.keep(stranded("gold." + longest + "." + longest, "5f4dcc3b-5aa7-65d6-1d83-27deb882cf99")))
                .allSatisfy(name -> assertThat(name.name()).hasSizeLessThanOrEqualTo(255));
    }

    /** The platform may have rewritten files behind the last commit, and removed those that it wrote. */
    @Test
    void keepsATableWholeAsItStandsWhereItsReplicatedVersionIsGone() {
        refusal = refusal("DELTA_VERSION_NOT_FOUND", FailureCategory.NOT_FOUND);

        assertThat(keep.keep(stranded("gold.a.b", "id-1")))
                .singleElement()
                .asString()
                .endsWith("__twinlake_id_1_v5_whole");
        assertThat(written).last().asString().endsWith("AS SELECT * FROM `gold`.`a`.`b` VERSION AS OF 8");
    }

    @Test
    void keepsNothingWholeForAnotherRefusal() {
        refusal = refusal("TABLE_OR_VIEW_NOT_FOUND", FailureCategory.NOT_FOUND);

        assertThatThrownBy(() -> keep.keep(stranded("gold.a.b", "id-1"))).isSameAs(refusal);
        assertThat(tables).isEmpty();
    }

    private static ClientException refusal(String code, FailureCategory category) {
        return new ClientException(category, "run statement", "gold.a.b", code, "refused", null);
    }

    private StatementResult answer(Statement statement) {
        if (statement.sql().startsWith("DESCRIBE HISTORY")) {
            return new StatementResult(
                    new StatementId("s"),
                    List.of("version", "timestamp", "userName", "operation", "operationParameters"),
                    List.of(List.of("8", "2026-03-01T10:00:00Z", "platform", "OPTIMIZE", "{}")));
        }
        if (refusal != null && statement.sql().contains("EXCEPT ALL")) {
            throw refusal;
        }
        return create(statement);
    }

    private StatementResult create(Statement statement) {
        written.add(statement.sql());
        Matcher matcher = CREATE.matcher(statement.sql());
        assertThat(matcher.matches()).as(statement.sql()).isTrue();
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = table.putObject("properties");
        Matcher property = PROPERTY.matcher(matcher.group(3));
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        tables.put(ObjectName.of("gold", matcher.group(1), matcher.group(2)), table);
        return new StatementResult(new StatementId("s"), List.of(), List.of());
    }

    private static Stranded stranded(String table, String id) {
        return new Stranded(
                ObjectName.parse(table), id, Stranded.Kind.COMMITS, 3L, 5, Instant.EPOCH, "WRITE", "mallory");
    }
}
