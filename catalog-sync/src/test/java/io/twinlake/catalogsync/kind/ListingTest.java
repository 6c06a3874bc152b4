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

    /** What is left of one that was taken away: there is no other statement for a column on all platforms. */
    @Test
    void takesAnEmptyCommentOfAColumnForNone() {
        Securable table = Listing.TABLES.read(json("""
                {"catalog_name":"gold","schema_name":"s","name":"t","table_type":"MANAGED","data_source_format":"DELTA",
                 "columns":[{"name":"id","type_text":"int","position":0,"comment":""}]}"""));

        assertThat(table.definitionFields().get("column.id")).doesNotContain("comment");
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

    /** What the platform says in a word that this version does not know is named with that word, so that nobody takes it for protected. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            CATALOGS | "catalog_type":"DELTASHARING_CATALOG" | DELTASHARING_CATALOG
            CATALOGS | "catalog_type":"QUANTUM_CATALOG" | QUANTUM_CATALOG
            CATALOGS | "owner":"alice" | of type UNKNOWN
            CATALOGS | "catalog_type":"FOREIGN_CATALOG","connection_name":"orders_db" | connection orders_db
            TABLES | "table_type":"QUANTUM_TABLE" | QUANTUM_TABLE
            TABLES | "table_type":"QUANTUM_TABLE","data_source_format":"DELTA" | QUANTUM_TABLE
            TABLES | "data_source_format":"DELTA" | of type UNKNOWN
            TABLES | "table_type":null,"data_source_format":"DELTA" | of type UNKNOWN
            TABLES | "table_type":"STREAMING_TABLE","data_source_format":"DELTA" | STREAMING_TABLE
            TABLES | "table_type":"MATERIALIZED_VIEW" | MATERIALIZED_VIEW
            TABLES | "table_type":"METRIC_VIEW" | METRIC_VIEW
            TABLES | "table_type":"MANAGED_SHALLOW_CLONE","data_source_format":"DELTA" | MANAGED_SHALLOW_CLONE
            TABLES | "table_type":"FOREIGN","data_source_format":"POSTGRESQL_FORMAT" | FOREIGN
            TABLES | "table_type":"VIEW","view_definition":"SELECT 1","properties":{"view.schemaMode":"PROPHECY"} | PROPHECY
            TABLES | "table_type":"MANAGED" | of format UNKNOWN
            TABLES | "table_type":"EXTERNAL","data_source_format":"CSV" | CSV
            TABLES | "table_type":"MANAGED","data_source_format":"ICEBERG" | ICEBERG
            TABLES | "table_type":"MANAGED","data_source_format":"VECTOR_INDEX_FORMAT" | VECTOR_INDEX_FORMAT
            TABLES | "table_type":"MANAGED","data_source_format":"QUANTUM_FORMAT" | QUANTUM_FORMAT
            TABLES | "table_type":"MANAGED","data_source_format":"DELTA","row_filter":{"function_name":"f"} | not protected
            TABLES | "table_type":"MANAGED","data_source_format":"DELTA","columns":[{"name":"n"},{"name":"m","mask":{}}] | not protected
            FUNCTIONS | "routine_body":"EXTERNAL","external_language":"SCALA" | SCALA
            FUNCTIONS | "routine_body":"EXTERNAL","external_language":"SQL" | SQL
            FUNCTIONS | "routine_body":"EXTERNAL" | EXTERNAL
            FUNCTIONS | "routine_body":"QUANTUM","external_language":"PYTHON" | QUANTUM PYTHON
            FUNCTIONS | "routine_definition":"1" | in UNKNOWN
            FUNCTIONS | "routine_body":"SQL","routine_definition":"1","security_type":"INVOKER" | security type INVOKER
            FUNCTIONS | "routine_body":"SQL","routine_definition":"1","sql_data_access":"MODIFIES_SQL_DATA" | MODIFIES_SQL_DATA
            FUNCTIONS | "routine_body":"EXTERNAL","external_language":"PYTHON","parameter_style":"Q" | parameter style Q
            VOLUMES | "volume_type":"QUANTUM" | volumes
            MODELS | "owner":"alice" | their versions and aliases
            """)
    void namesWhatIsNotReplicatedWithThePlatformsOwnWord(Listing listing, String told, String reason) {
        Securable read =
                listing.read(json("{\"catalog_name\":\"gold\",\"schema_name\":\"s\",\"name\":\"t\"," + told + "}"));

        assertThat(read.unsupported()).contains(reason);
        assertThat(read.definition()).isNotInstanceOfAny(Table.class, View.class, Function.class);
    }

    /** The SDK's own words for what it knows are none that a function needs. */
    @Test
    void replicatesAFunctionOfWhichThePlatformSaysWhatItSaysOfEvery() {
        assertThat(Listing.FUNCTIONS.read(json("""
                        {"catalog_name":"gold","schema_name":"s","name":"f","routine_body":"SQL","routine_definition":"1",
                         "security_type":"DEFINER","parameter_style":"S","sql_data_access":"CONTAINS_SQL"}""")).unsupported()).isNull();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
