package io.twinlake.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SavedPlanTest {
    private static final Plan PLAN = Plans.of(Plans.created("gold.s.a"), Plans.commented("gold.s.b", "new", "old"));

    private final SavedPlan saved = SavedPlan.of(PLAN, Adoption.NONE);

    @Test
    void isNotStaleWhereTheSameWouldBeDoneUnderTheSameStanding() {
        assertThatCode(() -> saved.require(Plans.of(PLAN.changes().toArray(Change[]::new))))
                .doesNotThrowAnyException();
        assertThatCode(() -> saved.require(standing("gold", Epoch.FIRST, "west")))
                .doesNotThrowAnyException();
    }

    @Test
    void isStaleInAnotherGroupDirectionOrEpoch() {
        refused(
                () -> saved.require(standing("silver", Epoch.FIRST, "west")),
                "It is of group gold, and this is group silver.");
        refused(
                () -> saved.require(standing("gold", Epoch.FIRST, "north")),
                "It goes from west to north, and now it is from north to west.");
        refused(() -> saved.require(standing("gold", new Epoch(3), "west")), "It is of epoch 1, and this is epoch 3.");
    }

    @Test
    void namesWhatEachChangeWasAndIs() {
        Plan now = Plans.of(Plans.created("gold.s.c"), Plans.commented("gold.s.b", "newer", "old"));

        refused(
                () -> saved.require(now),
                "Another than saved:"
                        + " table gold.s.a: was create (dataVersion: '3' at the source, nothing at the replica), is not in it;"
                        + " table gold.s.b: was update (comment: 'new' at the source, 'old' at the replica),"
                        + " is update (comment: 'newer' at the source, 'old' at the replica);"
                        + " table gold.s.c: was not in it, is create");
    }

    @Test
    void seesThatWhatIsToBeMadeIsAnother() {
        Plan now = Plans.of(Plans.created("gold.s.a", "other"), PLAN.changes().get(1));

        refused(
                () -> saved.require(now),
                "table gold.s.a: create (dataVersion: '3' at the source",
                "with other content");
    }

    @Test
    void namesTheFirstTenAndCountsTheRest() {
        Change[] many = IntStream.range(0, 25)
                .mapToObj(number -> Plans.created("gold.s.t" + (100 + number)))
                .toArray(Change[]::new);

        refused(
                () -> SavedPlan.of(Plans.of(many), Adoption.NONE).require(Plans.of()),
                "table gold.s.t109: ",
                "; and 15 more.");
    }

    private static Standing standing(String group, Epoch epoch, String serving) {
        FailoverGroup config =
                KeyedRecords.group(group, new RegionName("west"), new RegionName("north"), "catalogs: [gold]");
        return new Standing(config, new EpochState(config.name(), epoch, new RegionName(serving), Instant.EPOCH));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable required, String... words) {
        assertThatThrownBy(required)
                .isInstanceOfSatisfying(
                        StalePlan.class,
                        stale -> org.assertj.core.api.Assertions.assertThat(stale.category())
                                .isEqualTo(OwnCategory.PRECONDITION))
                .hasMessageStartingWith("The saved plan is stale, and nothing was written. ")
                .hasMessageContainingAll(words);
    }
}
