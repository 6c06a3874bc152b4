package io.twinlake.catalogsync.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A view shows at the replica what it shows at the source, whatever came to what it reads. */
class ViewTest {
    private static final ObjectName T = ObjectName.of("gold", "s", "t");

    /** Written anew, its star would stand for more, or for the same in another order. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM t                              | a,b   | false
            SELECT * FROM gold.s.T x WHERE a > 1         | A,b   | false
            TABLE t                                      | a,b   | false
            (SELECT * FROM t) ORDER BY 1                 | a,b   | false
            SELECT * FROM t                              | a,b,c | true
            SELECT * FROM t                              | b,a   | true
            SELECT * EXCEPT (c) FROM t                   | a,b   | true
            SELECT x.* FROM t x                          | a,b   | true
            SELECT * FROM t JOIN u USING (a)             | a,b   | true
            SELECT * FROM t UNION ALL SELECT * FROM u    | a,b   | true
            WITH t AS (SELECT 1) SELECT * FROM t         | a,b   | true
            SELECT * FROM t PIVOT (max(a) FOR b IN (1))  | a,b   | true
            FROM t SELECT *                              | a,b   | true
            SELECT /*+ BROADCAST(u) */ * FROM t QUALIFY row_number() OVER (ORDER BY a) = 1 | a,b | true
            SELECT a * b AS a, b FROM t QUALIFY row_number() OVER (ORDER BY a) = 1 | a,b,c | false
            SELECT a, b FROM t                           | a,b,c | false
            WITH q AS (SELECT * FROM t) SELECT a, b FROM q | a,b,c | false
            SELECT count(*), a * 2 FROM t                | a,b,c | false
            """)
    void picksItsColumnsByNameWhereAStarMayStandForOthers(String text, String now, boolean picked) throws Unmappable {
        View view = (View) read(text, "a", "b").definition();

        View there = (View) view.at(columns(now.split(",")));

        assertThat(there.output().picked()).isEqualTo(picked);
    }

    @Test
    void isEqualToWhatItIsWrittenAs() throws Unmappable {
        Securable source = read("SELECT * FROM t -- it's all", "a", "b");
        Securable wanted = source.withDefinition(source.definition().at(columns("a", "b", "c")));
        Creation.ByStatement creation =
                (Creation.ByStatement) wanted.definition().creation(wanted, Map.of(), false);
        String written = creation.sql().substring(creation.sql().indexOf(" AS ") + 4);

        Securable there = read(written, "a", "b");

        assertThat(written).isEqualTo("SELECT `a`, `b` FROM (\nSELECT * FROM t -- it's all\n)");
        assertThat(Differences.between(wanted, there)).isEmpty();
        assertThat(((View) there.definition().at(columns("a", "b"))).output().picked())
                .isTrue();
        assertThat(Differences.between(wanted, read("SELECT * FROM t -- it's all", "a", "b", "c")))
                .isNotEmpty();
    }

    /** Without being told what its query called them, or by names that are there twice, nobody can say which columns are meant. */
    @Test
    void isRefusedWhereItsColumnsCannotBeToldToBeTheStars() {
        ObjectNode json = json("SELECT * FROM t", "a", "b");
        json.withObject("/properties").removeAll();

        assertThatThrownBy(() -> View.read(json).definition().at(columns("a", "b", "c")))
                .isInstanceOf(Unmappable.class)
                .hasMessageContaining("which columns of it are the view's");
        assertThatThrownBy(() ->
                        read("SELECT t.*, u.* FROM t, u", "a", "A").definition().at(columns("a")))
                .isInstanceOf(Unmappable.class);
    }

    @Test
    void followsItsQueryWhereItIsToEvolve() throws Unmappable {
        ObjectNode json = json("SELECT * FROM t", "a", "b");
        json.withObject("/properties").put("view.schemaMode", "EVOLUTION");
        ObjectNode grown = json("SELECT * FROM t", "a", "b", "c");
        grown.withObject("/properties").put("view.schemaMode", "EVOLUTION");
        Securable evolving = View.read(json);

        assertThat(((View) evolving.definition().at(columns("a", "b", "c")))
                        .output()
                        .picked())
                .isFalse();
        assertThat(Differences.between(evolving, View.read(grown))).isEmpty();
        assertThat(Differences.between(evolving, read("SELECT * FROM t", "a", "b")))
                .extracting("name")
                .contains("schemaMode");
    }

    @Test
    void takesTheDefaultModeForNone() {
        ObjectNode json = json("SELECT * FROM t", "a");
        json.withObject("/properties").put("view.schemaMode", "COMPENSATION");

        assertThat(Differences.between(View.read(json), read("SELECT * FROM t", "a")))
                .isEmpty();
    }

    @Test
    void isUnsupportedInAModeThatIsNotKnown() {
        ObjectNode json = json("SELECT 1 AS a", "a");
        json.withObject("/properties").put("view.schemaMode", "REVOLUTION");

        assertThat(View.read(json).unsupported()).isEqualTo("a view WITH SCHEMA REVOLUTION is not replicated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.sql.ansi.enabled=false",
                "spark.sql.caseSensitive=true",
                "spark.sql.session.timeZone=Europe/Berlin",
                "spark.sql.legacy.timeParserPolicy=LEGACY",
                "spark.sql.legacy.sizeOfNull=true",
                "spark.sql.mapKeyDedupPolicy=LAST_WIN"
            })
    void isRefusedWhereItWasWrittenUnderOtherSettings(String setting) {
        ObjectNode json = json("SELECT 1 AS a", "a");
        String[] parts = setting.split("=");
        json.withObject("/properties").put("view.sqlConfig." + parts[0], parts[1]);

        assertThatThrownBy(() -> View.read(json).definition().at(columns()))
                .isInstanceOf(Unmappable.class)
                .hasMessageContaining("was written under {" + setting + "}");
    }

    /** By its own names it would stay the same, with the values of its columns exchanged. */
    @Test
    void differsWhereItsColumnsComeFromOthersOfItsQuery() {
        ObjectNode exchanged = json("SELECT * FROM t", "x", "y");
        exchanged.withObject("/properties").put("view.query.out.col.0", "b").put("view.query.out.col.1", "a");
        ObjectNode json = json("SELECT * FROM t", "x", "y");
        json.withObject("/properties").put("view.query.out.col.0", "a").put("view.query.out.col.1", "b");

        assertThat(Differences.between(View.read(json), View.read(exchanged)))
                .extracting("name")
                .containsExactly("column.x", "column.y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT a FROM t            | true
            SELECT a FROM s.t          | true
            SELECT f(a) AS a FROM gold.s.t | true
            SELECT a FROM gold.s.t     | false
            a text beyond the grammar  | true
            """)
    void differsWhereItsShortNamesAreLookedUpInAnotherSchema(String text, boolean differs) {
        ObjectNode elsewhere = json(text, "a");
        elsewhere
                .withObject("/properties")
                .put("view.catalogAndNamespace.part.0", "silver")
                .put("view.catalogAndNamespace.part.1", "s");

        assertThat(Differences.between(read(text, "a"), View.read(elsewhere)))
                .extracting("name")
                .isEqualTo(differs ? List.of("namespace") : List.of());
    }

    @Test
    void makesNothingOfSettingsThatChangeNoMeaning() throws Unmappable {
        ObjectNode json = json("SELECT 1 AS a", "a");
        json.withObject("/properties")
                .put("view.sqlConfig.spark.sql.hive.convertCTAS", "true")
                .put("view.sqlConfig.spark.sql.legacy.createHiveTableByDefault", "false")
                .put("view.sqlConfig.spark.sql.parquet.compression.codec", "snappy")
                .put("view.sqlConfig.spark.sql.sources.commitProtocolClass", "com.databricks.D")
                .put("view.sqlConfig.spark.sql.sources.default", "delta")
                .put("view.sqlConfig.spark.sql.streaming.stopTimeout", "15s");

        assertThat(Differences.between(read("SELECT 1 AS a", "a"), View.read(json)))
                .isEmpty();
        View.read(json).definition().at(columns());
    }

    @Test
    void differsFromOneThatWasWrittenUnderOtherSettings() {
        ObjectNode json = json("SELECT 1 AS a", "a");
        json.withObject("/properties").put("view.sqlConfig.spark.sql.legacy.sizeOfNull", "true");

        assertThat(Differences.between(read("SELECT 1 AS a", "a"), View.read(json)))
                .extracting("name")
                .containsExactly("settings");
    }

    private static Securable read(String text, String... columns) {
        return View.read(json(text, columns));
    }

    /** As the platform tells a view. */
    private static ObjectNode json(String text, String... columns) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("catalog_name", "gold")
                .put("schema_name", "s")
                .put("name", "v")
                .put("table_id", "id");
        json.put("table_type", "VIEW").put("view_definition", text);
        ArrayNode list = json.putArray("columns");
        ObjectNode properties = json.putObject("properties");
        properties.put("view.query.out.numCols", "" + columns.length);
        properties.put("view.sqlConfig.spark.sql.ansi.enabled", "true");
        properties.put("view.sqlConfig.spark.sql.session.timeZone", "Etc/UTC");
        for (int i = 0; i < columns.length; i++) {
            list.addObject().put("name", columns[i]).put("type_text", "int").put("position", i);
            properties.put("view.query.out.col." + i, columns[i]);
        }
        return json;
    }

    private static ReplicaTerms columns(String... ofT) {
        return new ReplicaTerms() {
            @Override
            public boolean holds(ObjectName table) {
                return true;
            }

            @Override
            public Optional<String> location(String url) {
                return Optional.empty();
            }

            @Override
            public String text(String sql) {
                return sql;
            }

            @Override
            public Optional<List<String>> columns(ObjectName name) {
                return Optional.of(List.of(ofT)).filter(columns -> name.equals(T));
            }
        };
    }
}
