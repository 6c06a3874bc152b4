package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A view reads with its owner's rights, so nobody gets one that he could not read: it would be dead for all who use it. */
class OwnersOfViewsTest extends OnOneLedger {
    private static final String ORDERS = "gold.s.orders";
    private static final String VIEW = "gold.s.v";

    private TwoRegions regions;

    @BeforeEach
    void aViewOfAGroupThatTwinlakeIsIn() {
        regions = new TwoRegions(ledger);
        regions.north.principals.addAll(List.of("owners", "account users"));
        regions.west.self = new Principal("twinlake", Set.of("owners"), false);
        regions.north.self = regions.west.self;
        regions.atWest.table(ORDERS, "rows");
        regions.atWest.view(VIEW, "SELECT id FROM gold.s.orders", ORDERS).put("owner", "owners");
    }

    static Stream<Arguments> given() {
        return Stream.of(
                argumentSet("by grants on each", (Consumer<TwoRegions>) regions -> {
                    regions.atWest.grant(SecurableKind.CATALOG, "gold", "owners", "USE_CATALOG");
                    regions.atWest.grant(SecurableKind.SCHEMA, "gold.s", "owners", "USE_SCHEMA");
                    regions.atWest.grant(SecurableKind.TABLE, ORDERS, "owners", "SELECT");
                }),
                argumentSet("by ALL PRIVILEGES above", (Consumer<TwoRegions>)
                        regions -> regions.atWest.grant(SecurableKind.CATALOG, "gold", "owners", "ALL_PRIVILEGES")),
                argumentSet("like everybody", (Consumer<TwoRegions>) regions -> regions.atWest.grant(
                        SecurableKind.CATALOG, "gold", "account users", "USE_CATALOG", "USE_SCHEMA", "SELECT")),
                argumentSet("as the owner of all of it", (Consumer<TwoRegions>) regions -> {
                    regions.atWest.own(SecurableKind.TABLE, ORDERS, "owners");
                    regions.atWest.own(SecurableKind.SCHEMA, "gold.s", "owners");
                    regions.atWest.own(SecurableKind.CATALOG, "gold", "owners");
                }));
    }

    @ParameterizedTest
    @MethodSource
    void given(Consumer<TwoRegions> rights) {
        rights.accept(regions);

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).isEmpty();
        assertThat(regions.atNorth.owner(SecurableKind.VIEW, VIEW)).isEqualTo("owners");
        assertThat(regions.verify(Tier.METADATA).isEqual()).isTrue();
    }

    @Test
    void keepsOneWhoseOwnerCouldNotReadWhatItReadsUntilHeCan() {
        regions.atWest.grant(SecurableKind.SCHEMA, "gold.s", "owners", "USE_SCHEMA");

        SyncReport report = regions.run();

        assertThat(report.failed()).isEmpty();
        assertThat(report.remarks().kept()).singleElement().satisfies(kept -> {
            assertThat(kept.key()).hasToString("view gold.s.v");
            assertThat(kept.what()).isEqualTo("owner owners");
            assertThat(kept.reason())
                    .endsWith("first: GRANT USE CATALOG ON CATALOG `gold` TO `owners`;"
                            + " GRANT SELECT ON TABLE `gold`.`s`.`orders` TO `owners`");
        });
        assertThat(regions.atNorth.owner(SecurableKind.VIEW, VIEW)).isEqualTo("twinlake");
        assertThat(regions.verify(Tier.METADATA).objects())
                .extracting(object -> object.object() + " " + object.state())
                .contains("gold.s.v LACKING");

        regions.atWest.grant(SecurableKind.CATALOG, "gold", "owners", "USE_CATALOG", "SELECT");
        assertThat(regions.run().remarks().kept()).isEmpty();
        assertThat(regions.atNorth.owner(SecurableKind.VIEW, VIEW)).isEqualTo("owners");
    }

    @Test
    void asksForExecuteOnAFunctionAndForSelectOnAViewThatItReads() {
        regions.atWest.grant(SecurableKind.CATALOG, "gold", "owners", "USE_CATALOG", "USE_SCHEMA");
        regions.atWest.grant(SecurableKind.TABLE, ORDERS, "owners", "SELECT");
        regions.atWest.function("gold.s.f", "x + 1");
        regions.atWest.view("gold.s.base", "SELECT id FROM gold.s.orders", ORDERS);
        regions.atWest
                .view("gold.s.w", "SELECT gold.s.f(id) AS n FROM gold.s.base", "gold.s.base")
                .put("owner", "owners")
                .withObjectProperty("view_dependencies")
                .withArrayProperty("dependencies")
                .addObject()
                .putObject("function")
                .put("function_full_name", "gold.s.f");

        assertThat(regions.run().remarks().kept())
                .extracting(Kept::reason)
                .singleElement()
                .asString()
                .contains("GRANT SELECT ON TABLE `gold`.`s`.`base`", "GRANT EXECUTE ON FUNCTION `gold`.`s`.`f`");
    }
}
