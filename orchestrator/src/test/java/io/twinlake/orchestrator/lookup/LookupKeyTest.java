package io.twinlake.orchestrator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.ObjectName;
import org.junit.jupiter.api.Test;

class LookupKeyTest {
    private static final ObjectName TABLE = ObjectName.of("gold", "api", "customers");

    @Test
    void isTheColumnIdWhateverTheTableIsClusteredBy() {
        assertThat(LookupKey.of(TABLE, table("[[\"updated_at\"]]", "updated_at", "ID")))
                .isEqualTo("id");
    }

    @Test
    void isElseTheFirstColumnThatTheTableIsClusteredBy() {
        assertThat(LookupKey.of(TABLE, table("[[\"customer\"],[\"region\"]]", "customer", "region")))
                .isEqualTo("customer");
    }

    @Test
    void isNotGuessedWhereTheTableSaysNothing() {
        assertThatThrownBy(() -> LookupKey.of(TABLE, table("[]", "customer")))
                .isInstanceOf(DrillBroken.class)
                .hasMessageContaining("gold.api.customers has no column id");
        assertThatThrownBy(() -> LookupKey.of(TABLE, table("[[\"name\",\"last\"]]", "name")))
                .isInstanceOf(DrillBroken.class);
        assertThatThrownBy(() -> LookupKey.of(TABLE, table("name, last", "name")))
                .isInstanceOf(DrillBroken.class);
    }

    private static JsonNode table(String clusteringColumns, String... columns) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        for (String column : columns) {
            table.withArray("columns").addObject().put("name", column);
        }
        table.putObject("properties").put("clusteringColumns", clusteringColumns);
        return table;
    }
}
