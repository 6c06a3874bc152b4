package io.twinlake.catalogsync.decide;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.defined;
import static io.twinlake.catalogsync.situation.GoldObjects.granted;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static io.twinlake.catalogsync.situation.GoldObjects.property;
import static io.twinlake.catalogsync.situation.GoldObjects.tagged;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.column.ColumnSchema;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes of another hand are put back by {@code onDrift: healMetadata}, and which stay blocked. */
class DecideHealingTest {
    private static final List<SecurableKind> KINDS = List.of(
            SecurableKind.CATALOG,
            SecurableKind.SCHEMA,
            SecurableKind.TABLE,
            SecurableKind.VIEW,
            SecurableKind.FUNCTION);
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);

    /** What is otherwise about the object of a key. */
    interface Given extends BiConsumer<GoldSituation, SecurableKey> {}

    static Stream<Arguments> isPutBack() {
        return Stream.of(
                        row("a comment", "comment", atReplica(commented("mallory's"))),
                        row("a property", "property.team", atReplica(property("team", "mallory"))),
                        row(
                                "a comment beside a new owner at the source",
                                "comment",
                                atReplica(commented("mallory's"))
                                        .andThen((it, key) -> it.changeSource(key, owned("bob")))::accept),
                        row(
                                "a comment that the source changed as well",
                                "comment",
                                atReplica(commented("mallory's"))
                                        .andThen((it, key) -> it.changeSource(key, commented("new")))::accept))
                .flatMap(row -> row);
    }

    @ParameterizedTest
    @MethodSource
    void isPutBack(SecurableKey key, String field, Given given) {
        assertThat(healed(key, given)).extracting(FieldDifference::name).containsExactly(field);
        assertThat(decided(key, "onDrift: report", given).change().type()).isEqualTo(ChangeType.BLOCKED);
    }

    static Stream<Arguments> staysBlocked() {
        return Stream.of(
                        blocked("an owner", atReplica(owned("mallory"))),
                        blocked(
                                "an owner beside a comment",
                                atReplica(owned("mallory")).andThen(atReplica(commented("mallory's")))::accept),
                        blocked("a feature of Delta", atReplica(property("delta.appendOnly", "true"))),
                        blocked("a feature of Delta, shouted", atReplica(property("DELTA.AppendOnly", "true"))),
                        blocked("a pipeline's property", atReplica(property("pipelines.reset.allowed", "false"))),
                        blocked("how it is clustered", atReplica(property("clusterByAuto", "true"))),
                        blocked(
                                "a feature of Delta beside a comment",
                                atReplica(property("delta.appendOnly", "true"))
                                        .andThen(atReplica(commented("mallory's")))::accept),
                        blocked(
                                "a comment of what was the source",
                                atReplica(commented("late"))
                                                .andThen((it, key) ->
                                                        it.turned(key).changeReplica(key, commented("late")))::accept))
                .flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource
    void staysBlocked(SecurableKey key, Given given) {
        assertBlocked(key, given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CATALOG", "SCHEMA", "TABLE", "VIEW"})
    void aTagIsPutBack(SecurableKind kind) {
        assertThat(healed(key(kind), atReplica(tagged("tier", "mallory"))))
                .containsExactly(new FieldDifference("tag.tier", null, "mallory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TABLE", "FUNCTION"})
    void aGrantIsPutBack(SecurableKind kind) {
        assertThat(healed(key(kind), atReplica(granted("mallory", "SELECT"))))
                .extracting(FieldDifference::name)
                .containsExactly("grant.mallory");
    }

    /** Somebody may have taken it for the sake of a copy that stands there unguarded. */
    @ParameterizedTest
    @ValueSource(strings = {"CATALOG", "SCHEMA", "VIEW"})
    void aGrantThatOpensMoreThanItsObjectStaysBlocked(SecurableKind kind) {
        assertBlocked(key(kind), atReplica(granted("mallory", "SELECT")));
    }

    @Test
    void theTextOfAViewStaysBlocked() {
        assertBlocked(key(SecurableKind.VIEW), atReplica(defined(GoldObjects.text("SELECT 2 AS n"))));
    }

    @Test
    void aColumnsCommentIsPutBackAndNothingElseOfIt() {
        assertThat(healed(TABLE, atReplica(column("int", "mallory's", Map.of()))))
                .extracting(FieldDifference::name)
                .containsExactly("column.n");
        assertBlocked(TABLE, atReplica(column("long", null, Map.of())));
        assertBlocked(TABLE, atReplica(column("int", null, Map.of("default", "1"))));
        assertBlocked(TABLE, atReplica(column("int", null, Map.of("element `a` comment", "mallory's"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SET TBLPROPERTIES", "UNSET TBLPROPERTIES", "CHANGE COLUMN", "COMMENT ON", "COMMENT ON TABLE"})
    void aCommitOfMetadataIsTakenForOurs(String operation) {
        Work work = decided(TABLE, committed(8, version(8, operation, "mallory")));

        assertThat(work.change().type()).isEqualTo(ChangeType.KEEP);
        assertThat(work.change().reason()).contains("nothing differs any more", "onDrift: healMetadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRITE",
                "MERGE",
                "UPDATE",
                "DELETE",
                "TRUNCATE",
                "RESTORE",
                "CLONE",
                "CREATE OR REPLACE TABLE",
                "ADD COLUMNS",
                "RENAME COLUMN",
                "DROP COLUMNS",
                "REPLACE COLUMNS",
                "ADD CONSTRAINT",
                "DROP CONSTRAINT",
                "CLUSTER BY",
                "UPGRADE PROTOCOL",
                "UPDATE SCHEMA",
                "UPDATE COLUMN METADATA",
                "DROP FEATURE",
                "SET SOMETHING NEW",
                "COMPUTE SOMETHING NEW"
            })
    void anyOtherCommitStaysBlocked(String operation) {
        assertBlocked(TABLE, committed(8, version(8, operation, "mallory")));
        assertBlocked(
                TABLE,
                committed(9, version(9, "SET TBLPROPERTIES", "mallory"), version(8, operation, "mallory"))
                        .andThen(atReplica(commented("mallory's")))::accept);
    }

    @Test
    void rowsOfTheSourceGoOverACommitOfMetadata() {
        Work work = decided(
                TABLE,
                committed(8, version(8, "SET TBLPROPERTIES", "mallory"))
                        .andThen(atReplica(commented("mallory's")))
                        .andThen((it, key) -> it.sourceStandsAt(key, version(6, "WRITE", "alice")))::accept);

        assertThat(work.change().type()).isEqualTo(ChangeType.REPLACE);
        assertThat(work.change().healed()).extracting(FieldDifference::name).containsExactly("comment");
    }

    @Test
    void aCommitThatTheHistoryHasLostMayHaveChangedRows() {
        assertBlocked(TABLE, committed(10, version(10, "SET TBLPROPERTIES", "mallory")));
    }

    @Test
    void aTableThatStandsBeforeOurVersionIsAnotherOne() {
        assertBlocked(TABLE, committed(2, version(2, "SET TBLPROPERTIES", "mallory")));
    }

    private static Given atReplica(UnaryOperator<Securable> change) {
        return (it, key) -> it.changeReplica(key, change);
    }

    private static Given committed(long current, DeltaVersion... foreign) {
        return (it, key) -> it.replicaStandsAt(key, version(current, foreign[0].operation(), "mallory"))
                .foreign(key, foreign);
    }

    private static UnaryOperator<Securable> column(String type, @Nullable String comment, Map<String, String> rules) {
        return object -> {
            Table table = (Table) object.definition();
            ColumnSchema schema = ColumnSchema.read(null, type);
            ColumnDefinition before = table.columns().get(0);
            ColumnDefinition column = new ColumnDefinition(
                    "n", type, before.nullable(), comment, new ColumnSchema(schema.type(), new TreeMap<>(rules)));
            return object.withDefinition(new Table(
                    table.external(), table.format(), table.location(), List.of(column), table.layout(), table.keys()));
        };
    }

    private static List<FieldDifference> healed(SecurableKey key, Given given) {
        Work work = decided(key, given);
        assertThat(work.failure()).isNull();
        assertThat(work.change().type().writes()).isTrue();
        assertThat(work.change().reason()).contains("onDrift: healMetadata");
        assertThat(work.change().fields()).containsAll(work.change().healed());
        return work.change().healed();
    }

    private static void assertBlocked(SecurableKey key, Given given) {
        Work work = decided(key, given);
        assertThat(work.change().type()).as("%s", work.change()).isEqualTo(ChangeType.BLOCKED);
        assertThat(work.change().healed()).isEmpty();
        assertThat(work.wanted()).isNull();
    }

    private static Work decided(SecurableKey key, Given given) {
        return decided(key, "onDrift: healMetadata", given);
    }

    private static Work decided(SecurableKey key, String policy, Given given) {
        GoldSituation gold = GoldSituation.replicatedWhole(key).syncing(policy);
        given.accept(gold, key);
        Situation situation = gold.made();
        return new DecideChange(situation, new Dependencies(situation.group(), situation.source()))
                .decide(situation.source().find(key).orElseThrow());
    }

    private static Stream<Arguments> blocked(String name, Given given) {
        return KINDS.stream().map(kind -> argumentSet(name + " of a " + kind.word(), key(kind), given));
    }

    private static Stream<Arguments> row(String name, String field, Given given) {
        return KINDS.stream().map(kind -> argumentSet(name + " of a " + kind.word(), key(kind), field, given));
    }
}
