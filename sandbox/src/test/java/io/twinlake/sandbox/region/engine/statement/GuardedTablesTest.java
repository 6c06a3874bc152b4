package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.engine.session.SqlTypes;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a table with a row filter and column masks, and what is refused. */
@ExtendWith(EngineFixture.Shared.class)
class GuardedTablesTest {

    private final EngineFixture fixture;

    GuardedTablesTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    private List<List<String>> rows(String sql) {
        return List.copyOf(fixture.sql(sql).rows());
    }

    private List<List<String>> rowsOf(String principal, String sql) {
        return List.copyOf(fixture.engine
                .execute(new SqlRequest(UUID.randomUUID().toString(), sql, List.of(), "main", "default", principal))
                .rows());
    }

    private static GuardCall call(String function, GuardCall.Argument... arguments) {
        return new GuardCall(TableName.parse(function), List.of(arguments));
    }

    /** A table of three people of which only those in Europe are shown, and of their names the first letter. */
    private String people(String schema) {
        String table = "gold." + schema + ".people";
        fixture.sql("CREATE TABLE " + table + " (id INT, name STRING, zone STRING)"
                + " TBLPROPERTIES (delta.enableChangeDataFeed = true)");
        fixture.sql("INSERT INTO " + table + " VALUES (1, 'Ada', 'eu'), (2, 'Bob', 'us'), (3, 'Cyd', 'eu')");
        fixture.registry.addFunction("gold." + schema + ".near", "z STRING, zone STRING", "BOOLEAN", "z = zone");
        fixture.registry.addFunction(
                "gold." + schema + ".short", "name STRING, id INT", "STRING", "concat(left(name, 1), id)");
        fixture.registry.guard(
                table,
                TableGuard.NONE
                        .withFilter(call(
                                "gold." + schema + ".near",
                                GuardCall.Argument.column("zone"),
                                new GuardCall.Argument("'eu'", true)))
                        .withMask("NAME", call("gold." + schema + ".short", GuardCall.Argument.column("id"))));
        return table;
    }

    @Test
    void showsOnlyTheRowsThatPassTheFilterAndMasksTheirValues() {
        String table = people("guard_read");

        assertThat(rows("SELECT * FROM " + table + " ORDER BY id"))
                .containsExactly(List.of("1", "A1", "eu"), List.of("3", "C3", "eu"));
        assertThat(rows("SELECT p.name FROM " + table
                        + " AS p WHERE p.name = 'Ada' OR people.id > 2".replace("people", "p")))
                .containsExactly(List.of("C3"));
        assertThat(rows("SELECT count(*) FROM " + table)).containsExactly(List.of("2"));
    }

    @Test
    void guardsEachWayOfReading() {
        String table = people("guard_ways");
        fixture.registry.addView(
                "gold.guard_ways.v",
                "SELECT id, name FROM people",
                List.of(SqlTypes.column("id", "int", 0), SqlTypes.column("name", "string", 1)));
        fixture.registry.addFunction(
                "gold.guard_ways.f", "", "TABLE (name STRING)", "SELECT name FROM gold.guard_ways.people WHERE id = 1");

        assertThat(rows("SELECT name FROM gold.guard_ways.v ORDER BY id"))
                .containsExactly(List.of("A1"), List.of("C3"));
        assertThat(rows("SELECT * FROM gold.guard_ways.f()")).containsExactly(List.of("A1"));
        assertThat(rows("WITH w AS (SELECT * FROM " + table + ") SELECT a.name, b.name FROM w a JOIN w b ON a.id = b.id"
                        + " WHERE a.id IN (SELECT id FROM " + table + " WHERE name = 'C3')"))
                .containsExactly(List.of("C3", "C3"));
        assertThat(rows("SELECT a.name FROM " + table + " a JOIN " + table + " b ON a.id = b.id ORDER BY 1"))
                .containsExactly(List.of("A1"), List.of("C3"));
        fixture.sql("CREATE TABLE gold.guard_ways.copy AS SELECT name FROM " + table);
        assertThat(rows("SELECT * FROM gold.guard_ways.copy ORDER BY 1")).containsExactly(List.of("A1"), List.of("C3"));
    }

    @Test
    void takesRowsThatItDoesNotShow() {
        String table = people("guard_write");

        fixture.sql("INSERT INTO " + table + " VALUES (4, 'Dan', 'us'), (5, 'Eve', 'eu')");
        fixture.sql("INSERT INTO " + table + " SELECT id + 10, name, zone FROM " + table + " WHERE id = 1");

        assertThat(rows("SELECT name FROM " + table + " ORDER BY id"))
                .containsExactly(List.of("A1"), List.of("C3"), List.of("E5"), List.of("A11"));
        assertThat(rows("SELECT max(version) FROM (DESCRIBE HISTORY " + table + ")"))
                .containsExactly(List.of("3"));
    }

    @Test
    void asksForWhoReadsAlsoThroughAView() {
        String table = people("guard_who");
        fixture.registry.addFunction(
                "gold.guard_who.who",
                "name STRING",
                "STRING",
                "CASE WHEN is_account_group_member('testers') THEN concat(name, current_user()) ELSE current_user() END");
        fixture.registry.guard(table, TableGuard.NONE.withMask("name", call("gold.guard_who.who")));
        fixture.registry.addView(
                "gold.guard_who.v", "SELECT name FROM people", List.of(SqlTypes.column("name", "string", 0)));

        assertThat(rows("SELECT name FROM gold.guard_who.v ORDER BY 1").get(0)).containsExactly("Adatester");
        assertThat(rowsOf("somebody", "SELECT DISTINCT name FROM gold.guard_who.v"))
                .containsExactly(List.of("somebody"));
    }

    @Test
    void aFunctionThatReadsAnotherTableFilters() {
        String table = people("guard_mapped");
        fixture.sql("CREATE TABLE gold.guard_mapped.shown AS SELECT 2 AS n");
        fixture.registry.addFunction(
                "gold.guard_mapped.listed",
                "i INT",
                "BOOLEAN",
                "EXISTS (SELECT 1 FROM gold.guard_mapped.shown WHERE n = i)");
        fixture.registry.guard(
                table, TableGuard.NONE.withFilter(call("gold.guard_mapped.listed", GuardCall.Argument.column("id"))));

        assertThat(rows("SELECT name FROM " + table)).containsExactly(List.of("Bob"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM %s VERSION AS OF 0",
                "SELECT * FROM %s TIMESTAMP AS OF current_timestamp()",
                "SELECT * FROM %s@v1",
                "RESTORE TABLE %s TO VERSION AS OF 0"
            })
    void refusesToTravelInTime(String sql) {
        String table = people("guard_travel_" + Math.abs(sql.hashCode()));

        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql(sql.formatted(table)))
                .extracting(SqlFailure::errorClass)
                .isEqualTo("ROW_LEVEL_SECURITY_COLUMN_MASK_FEATURE_NOT_SUPPORTED.TIME_TRAVEL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEEP CLONE %s", "SHALLOW CLONE %s", "DEEP CLONE %s VERSION AS OF 0"})
    void refusesToBeCloned(String clone) {
        String schema = "guard_clone_" + Math.abs(clone.hashCode());
        String table = people(schema);

        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql("CREATE TABLE gold." + schema + ".c " + clone.formatted(table)))
                .extracting(SqlFailure::errorClass)
                .isEqualTo("DELTA_CLONE_UNSUPPORTED_SOURCE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE %s SET zone = 'eu'",
                "DELETE FROM %s WHERE id = 1",
                "TRUNCATE TABLE %s",
                "WITH w AS (SELECT 1 AS n) DELETE FROM %s WHERE id IN (SELECT n FROM w)",
                "MERGE INTO %s t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE",
                "SELECT * FROM table_changes('%s', 1)"
            })
    void refusesWhatWouldMeetHiddenRows(String sql) {
        String table = people("guard_change_" + Math.abs(sql.hashCode()));

        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql(sql.formatted(table)))
                .extracting(SqlFailure::errorClass)
                .isIn(
                        "UNSUPPORTED_FEATURE.TABLE_OPERATION",
                        "DELTA_UNEXPECTED_PARTIAL_SCAN",
                        "DELTA_TABLE_ONLY_OPERATION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE gold.guard_made.t (id INT) WITH ROW FILTER gold.guard_made.f ON (id)",
                "CREATE TABLE gold.guard_made.t (id INT MASK gold.guard_made.f)"
            })
    void knowsNoGuardThatComesWithTheTable(String sql) {
        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql(sql))
                .extracting(SqlFailure::errorClass)
                .isEqualTo("PARSE_SYNTAX_ERROR");
    }

    @Test
    void failsWhereTheFunctionIsGone() {
        String table = people("guard_gone");
        fixture.registry.guard(table, TableGuard.NONE.withFilter(call("gold.guard_gone.none")));

        assertThatExceptionOfType(SqlFailure.class)
                .isThrownBy(() -> fixture.sql("SELECT * FROM " + table))
                .withMessageContaining("none");
    }
}
