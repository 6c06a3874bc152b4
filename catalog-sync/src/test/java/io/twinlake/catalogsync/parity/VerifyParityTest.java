package io.twinlake.catalogsync.parity;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.marked;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which state an object has in the whole, wherever it stands, and what a deeper look makes of it. */
class VerifyParityTest {
    private static final SecurableKey CATALOG = key(SecurableKind.CATALOG);
    private static final SecurableKey SCHEMA = key(SecurableKind.SCHEMA);
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final SecurableKey DEFAULT = key(SecurableKind.SCHEMA, "gold.default");
    private static final SecurableKey STRAY = key(SecurableKind.TABLE, "gold.s.stray");
    private static final SecurableKey ASIDE = key(SecurableKind.TABLE, "gold.s.t__twinlake_20260301");
    private static final Failure MAY_NOT = new Failure("permission", "may not look", "Grant it.");

    private final TwoWarehouses warehouses = new TwoWarehouses();

    /** What is otherwise in a catalog with a schema and a table that is replicated and equal, and the state of one object; null where it has none. */
    static Stream<Arguments> givesAState() {
        return Stream.of(
                row("that is equal", it -> it, TABLE, ParityState.IN_SYNC, null),
                row(
                        "that the source could not read",
                        it -> it.withoutSource(TABLE).sourceFails(TABLE, MAY_NOT),
                        TABLE,
                        ParityState.FAILED,
                        "may not look"),
                row(
                        "that the patterns leave out",
                        it -> it.sourceExcludes(TABLE).withoutReplica(TABLE),
                        TABLE,
                        ParityState.EXCLUDED,
                        "left out by the group's patterns, or set aside by Twinlake"),
                row(
                        "that is configured and not at the source",
                        it -> it.withoutSource(CATALOG).withoutReplica(CATALOG),
                        CATALOG,
                        ParityState.FAILED,
                        "does not exist in region west, or may not be seen"),
                row(
                        "that is configured and could not be read",
                        it -> it.withoutSource(CATALOG).withoutReplica(CATALOG).sourceFails(CATALOG, MAY_NOT),
                        CATALOG,
                        ParityState.FAILED,
                        "may not look"),
                row(
                        "known to the ledger, of a schema that nobody could list",
                        it -> it.withoutSource(TABLE).withoutReplica(TABLE).sourceFails(SCHEMA, MAY_NOT),
                        TABLE,
                        ParityState.UNKNOWN,
                        "not listed at the source: may not look"),
                row(
                        "at the replica, of a schema that the source could not list",
                        it -> it.withoutSource(TABLE).sourceFails(SCHEMA, MAY_NOT),
                        TABLE,
                        ParityState.UNKNOWN,
                        "not listed at the source: may not look"),
                row(
                        "known to the ledger and gone from both sides",
                        it -> it.withoutSource(TABLE).withoutReplica(TABLE),
                        TABLE,
                        null,
                        null),
                row(
                        "that only the replica has",
                        it -> it.replica(GoldObjects.of(STRAY)),
                        STRAY,
                        ParityState.EXTRA,
                        "only at the replica"),
                row(
                        "that was set aside at the replica",
                        it -> it.replica(marked(Marker.archived(GoldSituation.GROUP, "an id"))
                                .apply(GoldObjects.of(ASIDE))),
                        ASIDE,
                        ParityState.EXCLUDED,
                        "set aside by Twinlake"),
                row(
                        "that the platform made with its catalog",
                        it -> it.replica(GoldObjects.of(DEFAULT)),
                        DEFAULT,
                        ParityState.EXCLUDED,
                        "made by the platform with its catalog"),
                row(
                        "that the platform made with another's catalog",
                        it -> it.replica(GoldObjects.of(DEFAULT)).unpaired(CATALOG),
                        DEFAULT,
                        ParityState.EXTRA,
                        "only at the replica"));
    }

    @ParameterizedTest
    @MethodSource
    void givesAState(
            UnaryOperator<GoldSituation> given,
            SecurableKey object,
            @Nullable ParityState state,
            @Nullable String reason) {
        ParityReport report = verify(given.apply(GoldSituation.replicatedWhole(TABLE)), Tier.METADATA);

        assertThat(report.objects().stream()
                        .filter(found -> found.object().equals(object.name()) && found.kind() == object.kind()))
                .hasSize(state == null ? 0 : 1)
                .allSatisfy(found -> {
                    assertThat(found.state()).isEqualTo(state);
                    assertThat(found.reason()).isEqualTo(reason);
                });
    }

    /** A table whose count is 3 at the source and 2 at the replica, unless something else is said. */
    static Stream<Arguments> looksAtRows() {
        ClientException broken =
                new ClientException(FailureCategory.INVALID, "run", null, null, "version is gone", null);
        ClientException lost = new ClientException(
                FailureCategory.INVALID, "run", null, "DELTA_FILE_NOT_FOUND", "a file is gone", null);
        return Stream.of(
                deeper("equal", it -> it, warehouses -> warehouses.counting("3", "3"), ParityState.IN_SYNC, null),
                deeper(
                        "different",
                        it -> it,
                        warehouses -> warehouses,
                        ParityState.DRIFTED,
                        "rows differ: row count 3 at the source, 2 at the replica"),
                deeper(
                        "different, of a table that lags",
                        it -> it.sourceStandsAt(TABLE, version(6, "WRITE", "alice")),
                        warehouses -> warehouses,
                        ParityState.DRIFTED,
                        "rows differ: row count 3 at the source, 2 at the replica; the source is at version 6, version 5"
                                + " was replicated"),
                deeper(
                        "equal, of a table that lags",
                        it -> it.sourceStandsAt(TABLE, version(6, "WRITE", "alice")),
                        warehouses -> warehouses.counting("3", "3"),
                        ParityState.LAGGING,
                        "the source is at version 6, version 5 was replicated"),
                deeper(
                        "equal, of a table that somebody wrote to",
                        it -> it.foreign(TABLE, version(8, "MERGE", "mallory")),
                        warehouses -> warehouses.counting("3", "3"),
                        ParityState.DRIFTED,
                        "mallory committed version 8 (MERGE) at the replica after version 7, which Twinlake had"
                                + " written"),
                deeper(
                        "of a table that differs anyway",
                        it -> it.changeReplica(TABLE, commented("bob's")),
                        warehouses -> warehouses.failing(new IllegalStateException("nobody should have asked")),
                        ParityState.DRIFTED,
                        "comment: 'As it was' at the source, 'bob's' at the replica"),
                deeper(
                        "that were vacuumed at a source that moved on",
                        it -> it.sourceStandsAt(TABLE, version(6, "WRITE", "alice")),
                        warehouses -> warehouses.failingAtSource(lost),
                        ParityState.LAGGING,
                        "the rows of version 5 can no longer be read in west, so the replica's are not proven: a file"
                                + " is gone; the source is at version 6, version 5 was replicated"),
                deeper(
                        "of a file that the source's readers miss as well",
                        it -> it,
                        warehouses -> warehouses.failingAtSource(lost),
                        ParityState.FAILED,
                        missing(5, "west")),
                deeper(
                        "of a file that the replica's readers miss",
                        it -> it.sourceStandsAt(TABLE, version(6, "WRITE", "alice")),
                        warehouses -> warehouses.failing(lost),
                        ParityState.FAILED,
                        missing(7, "north")),
                deeper(
                        "that cannot be compared at the source",
                        it -> it.sourceStandsAt(TABLE, version(6, "WRITE", "alice")),
                        warehouses -> warehouses.failingAtSource(broken),
                        ParityState.FAILED,
                        "rows could not be compared: version is gone"),
                deeper(
                        "that cannot be compared",
                        it -> it,
                        warehouses -> warehouses.failing(broken),
                        ParityState.FAILED,
                        "rows could not be compared: version is gone"),
                deeper(
                        "whose answer nobody understands",
                        it -> it,
                        warehouses -> warehouses.failing(new DateTimeException("no date")),
                        ParityState.FAILED,
                        "rows could not be compared: the platform's answer could not be understood: no date"));
    }

    private static String missing(long version, String region) {
        return "rows could not be compared: not all files of table gold.s.t at version " + version
                + " can be read in " + region
                + ": a file is gone. Have its files put back there, RESTORE a version whose"
                + " files are there, or let go of what is lost: FSCK REPAIR TABLE `gold`.`s`.`t`.";
    }

    @ParameterizedTest
    @MethodSource
    void looksAtRows(
            UnaryOperator<GoldSituation> given,
            UnaryOperator<TwoWarehouses> rows,
            ParityState state,
            @Nullable String reason) {
        rows.apply(warehouses.counting("3", "2"));

        ObjectParity table = table(verify(given.apply(GoldSituation.replicatedWhole(TABLE)), Tier.COUNTS));

        assertThat(table.state()).isEqualTo(state);
        assertThat(table.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void looksAtNoRowsWhereDefinitionsAreAsked(Tier tier) {
        warehouses.checksums(List.of("1", "1", "1", "1"), List.of("1", "1", "1", "1"));

        verify(GoldSituation.replicatedWhole(TABLE), tier);

        assertThat(warehouses.askedOfSource).hasSize(tier == Tier.METADATA ? 0 : 1);
    }

    private ParityReport verify(GoldSituation gold, Tier tier) {
        return new VerifyParity(
                        gold.made(),
                        warehouses.source,
                        warehouses.replica,
                        Clock.fixed(GoldSituation.NOW, ZoneOffset.UTC))
                .verify(tier);
    }

    private static ObjectParity table(ParityReport report) {
        Optional<ObjectParity> table = report.objects().stream()
                .filter(found -> found.object().equals(TABLE.name()))
                .findFirst();
        return table.orElseThrow();
    }

    private static Arguments row(
            String name,
            UnaryOperator<GoldSituation> given,
            SecurableKey object,
            @Nullable ParityState state,
            @Nullable String reason) {
        return argumentSet(object.kind().word() + " " + name, given, object, state, reason);
    }

    private static Arguments deeper(
            String name,
            UnaryOperator<GoldSituation> given,
            UnaryOperator<TwoWarehouses> rows,
            ParityState state,
            @Nullable String reason) {
        return argumentSet("rows " + name, given, rows, state, reason);
    }
}
