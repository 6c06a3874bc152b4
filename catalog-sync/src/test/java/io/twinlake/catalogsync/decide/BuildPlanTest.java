package io.twinlake.catalogsync.decide;

import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static io.twinlake.catalogsync.situation.GoldObjects.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan has every object once, and names what nobody could read. */
class BuildPlanTest {
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final SecurableKey SCHEMA = key(SecurableKind.SCHEMA);
    private static final SecurableKey CATALOG = key(SecurableKind.CATALOG);
    private static final Failure MAY_NOT = new Failure("permission", "may not list", "Grant it.");

    @Test
    void goesFromWhatContainsToWhatReadsAndRemovesLast() {
        GoldSituation gold = new GoldSituation();
        gold.source(view("gold.s.a", "gold.s.v")).source(view("gold.s.v", "gold.s.t"));
        gold.source(GoldObjects.of(TABLE)).source(GoldObjects.of(SCHEMA)).replicated(GoldObjects.of(CATALOG));
        SecurableKey other = key(SecurableKind.SCHEMA, "gold.other");
        SecurableKey gone = key(SecurableKind.TABLE, "gold.other.gone");
        gold.replicated(GoldObjects.of(other)).replicated(GoldObjects.of(gone));
        gold.withoutSource(other).withoutSource(gone).syncing("onDelete: prune");

        assertThat(plan(gold).changes())
                .extracting(change -> change.object().toString(), Change::type, Change::wave)
                .containsExactly(
                        tuple("gold", ChangeType.KEEP, 0),
                        tuple("gold.s", ChangeType.CREATE, 1),
                        tuple("gold.s.t", ChangeType.CREATE, 2),
                        tuple("gold.s.v", ChangeType.CREATE, 3),
                        tuple("gold.s.a", ChangeType.CREATE, 4),
                        tuple("gold.other.gone", ChangeType.PRUNE, 5),
                        tuple("gold.other", ChangeType.PRUNE, 6));
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                argumentSet("a table", TABLE, "may not list"),
                argumentSet(
                        "a schema's content",
                        SCHEMA,
                        "what schema gold.s contains is not known, so 1 of its objects stay as they are: may not list"),
                argumentSet(
                        "a catalog's content",
                        CATALOG,
                        "what catalog gold contains is not known, so 2 of its objects stay as they are: may not list"));
    }

    /** As the inventory has it: what failed and what stands in it are not among its objects. */
    @ParameterizedTest
    @MethodSource
    void unread(SecurableKey key, String reason) {
        GoldSituation gold =
                GoldSituation.replicatedWhole(TABLE).syncing("onDelete: prune").sourceFails(key, MAY_NOT);
        Stream.of(TABLE, SCHEMA, CATALOG)
                .filter(object -> object.equals(key) || object.standsIn(key))
                .forEach(gold::withoutSource);

        Plan plan = plan(gold);

        assertThat(plan.unread()).isEqualTo(1);
        assertThat(plan.changes())
                .filteredOn(change -> change.type() != ChangeType.KEEP)
                .extracting(Change::object, Change::type, Change::reason)
                .containsExactly(tuple(key.name(), ChangeType.BLOCKED, reason));
    }

    @Test
    void aCatalogThatTheSourceDoesNotShowIsNoEmptyOne() {
        GoldSituation gold = GoldSituation.replicatedWhole(TABLE).syncing("onDelete: prune");
        Stream.of(TABLE, SCHEMA, CATALOG).forEach(gold::withoutSource);

        Plan plan = plan(gold);

        assertThat(plan.unread()).isEqualTo(1);
        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(ChangeType.BLOCKED);
            assertThat(change.reason()).contains("does not exist in region west, or Twinlake may not see it");
        });
    }

    @Test
    void whatIsDecidedAgainstIsNotAmongWhatCouldNotBeRead() {
        Plan plan = plan(GoldSituation.replicatedWhole(TABLE).changeReplica(TABLE, owned("mallory")));

        assertThat(plan.counts()).containsEntry(ChangeType.BLOCKED, 1);
        assertThat(plan.unread()).isZero();
    }

    static Stream<Arguments> adoptions() {
        String taken = "table gold.s.t at the replica is taken over as it stands, and is Twinlake's from now on";
        String missed =
                " is not adopted: it is paired already, does not exist on both sides, or is blocked for another reason";
        return Stream.of(
                adoption("named and unpaired", it -> it.unpaired(TABLE), "gold.s.t", taken),
                adoption("named and paired", it -> it, "gold.s.t", "gold.s.t" + missed),
                adoption("named and not there", it -> it, "gold.s.absent", "gold.s.absent" + missed),
                adoption(
                        "named and gone from the source",
                        it -> it.unpaired(TABLE).withoutSource(TABLE),
                        "gold.s.t",
                        "gold.s.t" + missed));
    }

    @ParameterizedTest
    @MethodSource
    void adoptions(UnaryOperator<GoldSituation> given, String name, String warning) {
        Adoption adoption = new Adoption(false, Set.of(ObjectName.parse(name)));

        Plan plan = plan(given.apply(GoldSituation.replicatedWhole(TABLE)).adopting(adoption));

        assertThat(plan.remarks().warnings()).containsExactly(warning);
    }

    private static Arguments adoption(String name, UnaryOperator<GoldSituation> given, String object, String warning) {
        return argumentSet(name, given, object, warning);
    }

    private static Plan plan(GoldSituation gold) {
        return new BuildPlan(gold.made()).build().plan();
    }
}
