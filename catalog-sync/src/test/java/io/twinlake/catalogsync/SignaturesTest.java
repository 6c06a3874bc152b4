package io.twinlake.catalogsync;

import static io.twinlake.clients.FailureCategory.INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function that has another signature since: the platform replaces none by such a one, so it is dropped and made again. */
class SignaturesTest extends OnOneLedger {
    private static final String FUNCTION = "gold.s.f";
    private static final String KEY = "function " + FUNCTION;

    private TwoRegions regions;

    @BeforeEach
    void aReplicatedFunctionGetsASecondParameter() {
        regions = new TwoRegions(ledger);
        regions.atWest.function(FUNCTION, "x + 1");
        regions.atWest.grant(SecurableKind.FUNCTION, FUNCTION, "analysts", "EXECUTE");
        assertThat(regions.run().failed()).isEmpty();
        regions.north.writes.clear();
        ArrayNode parameters = regions.atWest
                .function(FUNCTION, "x + y")
                .withObject("/input_params")
                .withArray("parameters");
        parameters.addObject().put("name", "y").put("type_text", "int").put("position", 1);
    }

    @Test
    void isDroppedAndMadeAgainWithItsGrants() {
        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.counts()).containsEntry(Outcome.REPLACED, 1);
        assertThat(regions.north.writes.get(0)).isEqualTo("delete " + KEY);
        assertThat(regions.north.writes.get(1)).startsWith("CREATE FUNCTION `gold`.`s`.`f`(`x` int, `y` int)");
        assertAsAtTheSource();
    }

    @Test
    void isReplacedInOneStatementWhereOnlyItsBodyDiffers() {
        assertThat(regions.run().failed()).isEmpty();
        regions.north.writes.clear();
        regions.west.objects.get(KEY).put("routine_definition", "x - y");

        assertThat(regions.run().failed()).isEmpty();

        assertThat(regions.north.writes)
                .singleElement()
                .asString()
                .startsWith("CREATE OR REPLACE FUNCTION `gold`.`s`.`f`");
    }

    /** Between its drop and its making, and between its making and the ledger. */
    @ParameterizedTest
    @ValueSource(strings = {"sql CREATE FUNCTION", "grant " + KEY})
    void isMadeByTheNextRunWhereOneDied(String call) {
        RunId run = regions.begin().id();
        PreparedSync prepared = regions.sync().prepare(run, () -> true);
        regions.north.before(made -> made.startsWith(call), () -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> {
                    for (int wave = 0; wave < prepared.waves(); wave++) {
                        prepared.applyWave(wave, 0, 1);
                    }
                })
                .isInstanceOf(Killed.class);
        regions.ledger.runs().end(run, RunResult.FAILED, Map.of(), "given up");
        assertThat(regions.ledger.intents().open(regions.group().name())).hasSize(1);

        assertThat(regions.run().failed()).isEmpty();

        assertAsAtTheSource();
        assertThat(regions.ledger.intents().open(regions.group().name())).isEmpty();
    }

    /** It is dropped before the platform can refuse the other one, and whoever calls it goes on calling it. */
    @Test
    void standsAgainWithItsGrantsWhereTheOtherIsRefused() {
        regions.north.fail(call -> call.startsWith("sql CREATE FUNCTION") && call.contains("`y`"), INVALID, "no such");

        SyncReport report = regions.run();

        assertThat(report.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.failure().message()).contains("no such");
        });
        assertThat(regions.north.objects.get(KEY).path("routine_definition").asText())
                .isEqualTo("x + 1");
        assertThat(regions.atNorth.grants(SecurableKind.FUNCTION, FUNCTION))
                .containsEntry("analysts", List.of("EXECUTE"));
        assertThat(regions.ledger.intents().open(regions.group().name())).isEmpty();
        regions.north.heal();
        assertThat(regions.run().counts()).containsEntry(Outcome.REPLACED, 1);
        assertAsAtTheSource();
    }

    @Test
    void saysThatItIsGoneWhereItCouldNotBeMadeAgain() {
        regions.north.fail(call -> call.startsWith("sql CREATE FUNCTION"), INVALID, "no such");

        assertThat(regions.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure().message()).contains("could not be made again"));

        regions.north.heal();
        assertThat(regions.run().failed()).isEmpty();
        assertAsAtTheSource();
    }

    @Test
    void isLeftAloneWhereSomebodyChangedItMeanwhile() {
        regions.north.before(
                call -> call.startsWith("find " + KEY),
                () -> regions.north.objects.get(KEY).put("routine_definition", "x * 2"));

        assertThat(regions.run().counts()).containsEntry(Outcome.BLOCKED, 1);

        assertThat(regions.north.objects.get(KEY).path("routine_definition").asText())
                .isEqualTo("x * 2");
    }

    private void assertAsAtTheSource() {
        assertThat(regions.north.objects.get(KEY).path("routine_definition").asText())
                .isEqualTo("x + y");
        assertThat(regions.atNorth.grants(SecurableKind.FUNCTION, FUNCTION))
                .containsEntry("analysts", List.of("EXECUTE"));
    }

    /** What a kill -9 leaves nothing of. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
