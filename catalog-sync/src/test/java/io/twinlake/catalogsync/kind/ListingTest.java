package io.twinlake.catalogsync.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.Marker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
    @Test
    void leavesOutWhatThePlatformDerivesAndTheMarker() {
        Securable table = Listing.TABLES.read(json("""
                {"catalog_name":"gold","schema_name":"s","name":"t","table_type":"MANAGED","data_source_format":"DELTA",
                 "table_id":"t-1","owner":"alice","comment":"","properties":{"delta.minReaderVersion":"3",
                 "delta.feature.deletionVectors":"supported","delta.lastCommitTimestamp":"1","team":"x",
                 "twinlake.group":"gold","twinlake.source":"s-1"}}"""));

        assertThat(table.definitionFields()).containsOnlyKeys("format", "property.team", "type");
        assertThat(table.access()).isEqualTo(Access.unread("alice"));
        assertThat(table.marker()).isEqualTo(new Marker("gold", "s-1", null, null, false));
    }

    @Test
    void tellsAChangeOfAccessFromOneOfTheDefinition() {
        Securable before = Listing.SCHEMAS.read(json("""
                {"catalog_name":"gold","name":"s","schema_id":"1","owner":"alice","comment":"c"}"""));
        Securable otherOwner = Listing.SCHEMAS.read(json("""
                {"catalog_name":"gold","name":"s","schema_id":"1","owner":"bob","comment":"c"}"""));

        assertThat(otherOwner.fingerprint().definition())
                .isEqualTo(before.fingerprint().definition());
        assertThat(otherOwner.fingerprint().access())
                .isNotEqualTo(before.fingerprint().access());
        assertThat(Fingerprint.parse(before.fingerprint().toString())).isEqualTo(before.fingerprint());
    }

    @Test
    void looksShortNamesUpWhereTheViewWasCreated() {
        Securable view = Listing.TABLES.read(json("""
                {"catalog_name":"gold","schema_name":"s","name":"v","table_type":"VIEW","view_definition":"SELECT 1 ;\\n",
                 "properties":{"view.catalogAndNamespace.part.0":"gold","view.catalogAndNamespace.part.1":"other"}}"""));

        assertThat(view.definition()).isInstanceOfSatisfying(View.class, definition -> {
            assertThat(definition.schema().toString()).isEqualTo("gold.other");
            assertThat(definition.text()).isEqualTo("SELECT 1");
        });
    }

    @Test
    void doesNotReplicateAKindOfCatalogOrTableItDoesNotKnow() {
        assertThat(Listing.CATALOGS
                        .read(json("{\"name\":\"c\",\"catalog_type\":\"DELTASHARING_CATALOG\"}"))
                        .unsupported())
                .contains("DELTASHARING_CATALOG");
        assertThat(Listing.TABLES.read(json("""
                        {"catalog_name":"gold","schema_name":"s","name":"t","table_type":"QUANTUM_TABLE"}""")).unsupported()).contains("QUANTUM_TABLE");
    }

    /** Each is named with its reason, so that nobody takes it for protected. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a streaming table | "table_type":"STREAMING_TABLE","data_source_format":"DELTA" | STREAMING_TABLE
            a materialized view | "table_type":"MATERIALIZED_VIEW" | MATERIALIZED_VIEW
            a table in CSV | "table_type":"EXTERNAL","data_source_format":"CSV" | CSV
            a row filter | "table_type":"MANAGED","data_source_format":"DELTA","row_filter":{"function_name":"f"} | not protected
            a column mask | "table_type":"MANAGED","data_source_format":"DELTA","columns":[{"name":"n"},{"name":"m","mask":{}}] | not protected
            """)
    void saysWhyATableIsNotReplicated(String name, String told, String reason) {
        ObjectNode json = json("{\"catalog_name\":\"gold\",\"schema_name\":\"s\",\"name\":\"t\"," + told + "}");

        assertThat(Listing.TABLES.read(json).unsupported()).contains(reason);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
