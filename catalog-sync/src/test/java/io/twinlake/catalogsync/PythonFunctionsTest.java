package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.FailureCategory;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function in Python runs in is told by its description alone; one that cannot be copied whole is not called in sync. */
class PythonFunctionsTest extends OnOneLedger {
    private static final String FUNCTION = "gold.s.f";
    private static final String KEY = "function " + FUNCTION;
    private static final List<String> PLAIN = List.of(
            "Function:        gold.s.f",
            "Input:           x INT",
            "Returns:         INT",
            "Comment:         Environment: none",
            "Deterministic:   false",
            "Configs:         spark.sql.ansi.enabled=false\n                 spark.sql.session.timeZone=Etc/UTC",
            "Owner:           twinlake",
            "Create Time:     Wed Sep 30 20:19:27 UTC 2026",
            "Body:            \nHandler: str = 'x'\nreturn x",
            "Language:        Python",
            "Parameter Style: Scalar");

    private TwoRegions regions;

    @BeforeEach
    void aFunctionInPythonStandsInBothRegions() {
        regions = new TwoRegions(ledger);
        regions.atWest
                .function(FUNCTION, "\nHandler: str = 'x'\nreturn x")
                .put("routine_body", "EXTERNAL")
                .put("external_language", "Python");
        regions.west.descriptions.put(FUNCTION, PLAIN);
        regions.north.descriptions.put(FUNCTION, PLAIN);
        regions.north.objects.put(
                "schema gold.s", regions.west.objects.get("schema gold.s").deepCopy());
        regions.north.objects.put(
                "catalog gold", regions.west.objects.get("catalog gold").deepCopy());
        regions.north.objects.put(KEY, regions.west.objects.get(KEY).deepCopy());
    }

    @Test
    void isComparedWhereItsDescriptionSaysNothingElse() {
        assertThat(parity()).isEqualTo(ParityState.IN_SYNC);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            Environment:     dependencies = '[]', environment_version = '2' | environment
            Handler:         run                                            | handler
            Parameter Style: Pandas                                         | parameter style
            Credentials:     `a`                                            | credentials
            Collation:       UNICODE_CI                                     | collation
            """)
    void isNotReplicatedWithWhatIsNotCopied(String row, String says) {
        List<String> described = new ArrayList<>(PLAIN);
        described.add(row);
        regions.west.descriptions.put(FUNCTION, described);

        assertThat(parity()).isEqualTo(ParityState.UNSUPPORTED);
        assertThat(regions.sync().plan().changes())
                .filteredOn(change -> change.object().toString().equals(FUNCTION))
                .singleElement()
                .satisfies(change -> assertThat(change.reason()).contains("with its own " + says));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Function", "Language"})
    void isNotReplicatedWhereTheDescriptionIsNoneThatIsUnderstood(String missing) {
        regions.west.descriptions.put(
                FUNCTION, PLAIN.stream().filter(row -> !row.startsWith(missing)).toList());

        assertThat(parity()).isEqualTo(ParityState.UNSUPPORTED);
        assertThat(regions.sync().plan().changes())
                .anySatisfy(change -> assertThat(change.reason()).contains("did not tell how it is run"));
    }

    @Test
    void isComparedInThePlainCollation() {
        List<String> described = new ArrayList<>(PLAIN);
        described.add("Collation:       UTF8_BINARY");
        regions.west.descriptions.put(FUNCTION, described);

        assertThat(parity()).isEqualTo(ParityState.IN_SYNC);
    }

    @Test
    void isUnknownWhereItIsNotDescribed() {
        regions.west.fail(call -> call.contains("DESCRIBE FUNCTION"), FailureCategory.PERMISSION, "may not");

        assertThat(regions.run().failed()).anySatisfy(failed -> {
            assertThat(failed.object()).hasToString(FUNCTION);
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        });
    }

    private ParityState parity() {
        return regions.verify(Tier.METADATA).objects().stream()
                .filter(object -> object.object().toString().equals(FUNCTION))
                .map(ObjectParity::state)
                .findFirst()
                .orElseThrow();
    }
}
