package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A list leaves out what one may not see, without a word: what disappears from it is gone only where all is shown. */
class FilteredListsTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";
    private static final String ITEMS = "gold.s.items";

    private TwoRegions regions;

    @BeforeEach
    void twoTablesOfSomebodyElse() {
        regions = new TwoRegions(ledger);
        regions.limits = "concurrency: 2, onDelete: prune";
        regions.north.principals.add("owners");
        regions.atWest.table(ORDERS, "rows");
        regions.atWest.table(ITEMS, "rows");
        for (String name : List.of(ORDERS, ITEMS)) {
            regions.atWest.own(SecurableKind.TABLE, name, "owners");
        }
        regions.atWest.own(SecurableKind.SCHEMA, "gold.s", "owners");
        regions.atWest.own(SecurableKind.CATALOG, "gold", "owners");
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "USE_SCHEMA", "MANAGE");
        regions.run();
    }

    @Test
    void removesWhatIsGoneFromAListThatShowsAll() {
        regions.west.objects.remove("table " + ITEMS);

        assertThat(regions.verify(Tier.METADATA).objects()).contains(items(ParityState.EXTRA, "only at the replica"));
        regions.run();

        assertThat(regions.north.objects).doesNotContainKey("table " + ITEMS);
    }

    static Stream<Arguments> unproven() {
        return Stream.of(
                argumentSet("where Twinlake only reads", (Consumer<TwoRegions>)
                        regions -> regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT")),
                argumentSet("where it manages what it may not use", (Consumer<TwoRegions>) regions ->
                        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "MANAGE")),
                argumentSet("where it is let manage once the tables are listed", (Consumer<TwoRegions>) regions -> {
                    regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT");
                    regions.west.before(
                            call -> call.equals("list functions gold.s"),
                            () -> regions.atWest.grant(
                                    SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "USE_SCHEMA", "MANAGE"));
                }),
                argumentSet("where it manages no more when all was read", (Consumer<TwoRegions>)
                        regions -> regions.west.before(
                                call -> call.startsWith("grants table"),
                                () -> regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT"))));
    }

    @ParameterizedTest
    @MethodSource
    void unproven(Consumer<TwoRegions> right) {
        regions.west.objects.remove("table " + ITEMS);
        regions.west.isStrict = true;
        right.accept(regions);

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(regions.north.objects).containsKey("table " + ITEMS);
        assertThat(report.remarks().unknown())
                .extracting(unknown -> unknown.key().toString(), Unknown::what, Unknown::missingPrivilege)
                .contains(
                        tuple(
                                "catalog gold",
                                "what else is in it in west",
                                "USE CATALOG, USE SCHEMA, MANAGE on catalog gold in west"),
                        tuple(
                                "table " + ITEMS,
                                "whether it is still in west",
                                "USE CATALOG, USE SCHEMA, MANAGE on catalog gold in west"));
        assertThat(regions.ledger.states().find(regions.group().name(), SecurableKind.TABLE, ObjectName.parse(ITEMS)))
                .isPresent();
    }

    /** That Twinlake still manages what it has read is asked last, and no answer is no proof: of grants as little as of lists. */
    @Test
    void takesAProofThatFailsTheSecondTimeForNone() {
        regions.limits = "concurrency: 1, onDelete: prune";
        regions.west.objects.remove("table " + ITEMS);
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "analysts", "SELECT");
        regions.west.before(
                call -> call.startsWith("grants table"),
                () -> regions.west.fail(
                        call -> call.equals("grants catalog gold"), FailureCategory.UNAVAILABLE, "503"));
        regions.north.writes.clear();

        SyncReport report = regions.run();

        assertThat(report.failed())
                .extracting(
                        failed -> failed.key().toString(),
                        failed -> failed.failure().category())
                .containsExactlyInAnyOrder(tuple("catalog gold", "unavailable"), tuple("schema gold.s", "unavailable"));
        assertThat(regions.north.writes).isEmpty();
        regions.west.heal();
        assertThat(regions.run().failed()).isEmpty();
        assertThat(regions.atNorth.grants(SecurableKind.TABLE, ORDERS)).containsEntry("analysts", List.of("SELECT"));
    }

    @Test
    void callsWhatItMayNotBeShownUnknownAndNeverDeletedOrMissing() {
        regions.west.objects.remove("table " + ITEMS);
        regions.west.isStrict = true;
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT");
        regions.north.objects.remove("table " + ORDERS);
        regions.north.isStrict = true;
        regions.atNorth.own(SecurableKind.SCHEMA, "gold.s", "owners");
        regions.atNorth.own(SecurableKind.CATALOG, "gold", "owners");
        regions.atNorth.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT");

        assertThat(regions.verify(Tier.METADATA).objects())
                .filteredOn(object -> object.kind() == SecurableKind.TABLE)
                .extracting(ObjectParity::state)
                .containsExactly(ParityState.UNKNOWN, ParityState.UNKNOWN);
        assertThat(regions.verify(Tier.METADATA).objects())
                .contains(items(
                        ParityState.UNKNOWN,
                        "not listed at the source: a list in west may leave out what Twinlake does not manage:"
                                + " Twinlake needs USE CATALOG, USE SCHEMA, MANAGE on catalog gold there"));
    }

    /** What neither side shows stays in the denominator. */
    @Test
    void keepsWhatBothSidesMayHideInItsReports() {
        regions.west.objects.remove("table " + ITEMS);
        regions.north.objects.remove("table " + ITEMS);
        regions.west.isStrict = true;
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "SELECT");

        assertThat(regions.verify(Tier.METADATA).objects())
                .extracting(object -> object.object() + " " + object.state())
                .contains(ITEMS + " UNKNOWN");
        regions.run();
        assertThat(regions.ledger.states().find(regions.group().name(), SecurableKind.TABLE, ObjectName.parse(ITEMS)))
                .isPresent();
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "twinlake", "USE_CATALOG", "USE_SCHEMA", "MANAGE");
        regions.run();
        assertThat(regions.ledger.states().find(regions.group().name(), SecurableKind.TABLE, ObjectName.parse(ITEMS)))
                .isEmpty();
    }

    private static ObjectParity items(ParityState state, String reason) {
        return new ObjectParity(ObjectName.parse(ITEMS), SecurableKind.TABLE, state, reason);
    }
}
