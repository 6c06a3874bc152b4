package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds that no version replicates: each object of them is named and counted, and what cannot be listed is said. */
class ListedOnlyTest extends OnOneLedger {
    private static final List<SecurableKind> IN_SCHEMAS = Arrays.stream(SecurableKind.values())
            .filter(kind -> kind.isListedOnly() && kind != SecurableKind.POLICY)
            .toList();

    private TwoRegions regions;

    @BeforeEach
    void syncOnce() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        regions.run();
    }

    @Test
    void areCountedAndNamedOneByOne() {
        IN_SCHEMAS.forEach(kind -> regions.atWest.listed(kind, "gold.s.o"));

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.counts()).containsEntry(Outcome.UNSUPPORTED, IN_SCHEMAS.size());
        assertThat(regions.sync().plan().changes())
                .filteredOn(change -> change.type() == ChangeType.UNSUPPORTED)
                .extracting(Change::kind)
                .containsExactlyInAnyOrderElementsOf(IN_SCHEMAS);
        ParityReport parity = regions.verify(Tier.METADATA);
        assertThat(parity.counts().of(ParityState.UNSUPPORTED)).isEqualTo(IN_SCHEMAS.size());
        assertThat(parity.counts().inScope()).isEqualTo(3 + IN_SCHEMAS.size());
        assertThat(parity.isEqual()).isTrue();
        assertThat(regions.north.objects.keySet()).noneMatch(key -> key.endsWith(" gold.s.o"));
    }

    @Test
    void policiesAreNamedOnWhatTheyStand() {
        regions.atWest.policy("gold", "everywhere", "west-readers", "twinlake");
        regions.atWest.policy("gold.s", "here", "west-readers", "twinlake");
        regions.atWest.policy("gold.s.orders", "rows", "west-readers", "twinlake");
        regions.atWest.policy("silver.s", "of another catalog", "west-readers", "twinlake");

        assertThat(regions.verify(Tier.METADATA).objects())
                .filteredOn(object -> object.kind() == SecurableKind.POLICY)
                .extracting(object -> object.object().toString(), ObjectParity::state)
                .containsExactly(
                        tuple("gold.everywhere", ParityState.UNSUPPORTED),
                        tuple("gold.s.here", ParityState.UNSUPPORTED),
                        tuple("gold.s.`orders.rows`", ParityState.UNSUPPORTED));
    }

    @Test
    void areLeftOutByTheGroupsPatternsLikeAllElse() {
        regions.atWest.listed(SecurableKind.SECRET, "gold.s.tmp_key");
        regions.atWest.policy("gold.s.tmp_t", "rows", "west-readers", "twinlake");

        assertThat(regions.verify(Tier.METADATA).objects())
                .filteredOn(object -> object.kind().isListedOnly())
                .hasSize(2)
                .allSatisfy(object -> assertThat(object.state()).isEqualTo(ParityState.EXCLUDED));
        assertThat(regions.run().failed()).isEmpty();
    }

    /** No sync could ever make the sides equal. */
    @Test
    void makeNoDifferenceAtTheReplicaAlone() {
        regions.atNorth.listed(SecurableKind.SECRET, "gold.s.its_own");

        ParityReport parity = regions.verify(Tier.METADATA);

        assertThat(parity.isEqual()).isTrue();
        assertThat(parity.objects())
                .filteredOn(object -> object.object().equals(ObjectName.parse("gold.s.its_own")))
                .singleElement()
                .satisfies(object -> {
                    assertThat(object.state()).isEqualTo(ParityState.EXCLUDED);
                    assertThat(object.reason()).contains("only at the replica");
                });
        regions.run();
        assertThat(regions.north.objects).containsKey("secret gold.s.its_own");
    }

    @Test
    void oneThatCannotBeUnderstoodKeepsNothingBackEither() {
        regions.atWest.model("gold.s.churn").remove("name");

        ParityReport parity = regions.verify(Tier.METADATA);

        assertThat(parity.isEqual()).isTrue();
        assertThat(parity.notListed()).anySatisfy(missing -> {
            assertThat(missing.what()).isEqualTo("models of gold.s in west");
            assertThat(missing.why()).contains("without its name");
        });
    }

    /** Previews are not to be had in every region, and nobody may take that for an empty list. */
    @ParameterizedTest
    @ValueSource(strings = {"list secrets gold.s", "list mcp services gold.s", "list volumes gold.s"})
    void keepNothingBackWhereTheyCannotBeListedWhichIsSaid(String list) {
        regions.west.fail(list::equals, FailureCategory.NOT_FOUND, "no API found for that path");
        regions.atWest.table("gold.s.fresh", "rows");

        SyncReport report = regions.run();

        assertThat(report.result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(report.counts()).containsEntry(Outcome.CREATED, 1);
        String what = list.replace("list ", "").replace(" gold", " of gold") + " in west";
        assertThat(report.remarks().notListed())
                .contains(NotListed.NOWHERE.get(0))
                .anySatisfy(missing -> {
                    assertThat(missing.what()).isEqualTo(what);
                    assertThat(missing.why()).contains("no API found for that path");
                });
        assertThat(regions.verify(Tier.METADATA).notListed())
                .extracting(NotListed::what)
                .contains("quality monitors", what);
    }

    @Test
    void policiesThatARegionDoesNotTellKeepNothingBackEither() {
        regions.north.fail(call -> call.contains("abac_policy_definitions"), FailureCategory.INVALID, "no such table");

        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        assertThat(regions.verify(Tier.METADATA).notListed())
                .extracting(NotListed::what)
                .contains("policies of gold in north");
    }
}
