package io.twinlake.clients.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LookupKeyTest {
    @Test
    void isTheColumnIdWhateverTheTableIsClusteredBy() {
        assertThat(LookupKey.of(table("[[\"updated_at\"]]", "updated_at", "ID")))
                .contains("id");
    }

    @Test
    void isElseTheFirstColumnThatTheTableIsClusteredBy() {
        assertThat(LookupKey.of(table("[[\"customer\"],[\"region\"]]", "customer", "region")))
                .contains("customer");
    }

    @Test
    void isNotGuessedWhereTheTableSaysNothing() {
        assertThat(LookupKey.of(table("[]", "customer"))).isEmpty();
        assertThat(LookupKey.of(table("[[\"name\",\"last\"]]", "name"))).isEmpty();
        assertThat(LookupKey.of(table("name, last", "name"))).isEmpty();
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
