package io.twinlake.config.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.RegionName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingsTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");

    private final Mappings mappings = new Mappings(
            List.of(
                    Map.of(WEST, "abfss://lake@a.dfs.core.windows.net/", NORTH, "abfss://lake@b.dfs.core.windows.net"),
                    Map.of(
                            WEST, "abfss://lake@a.dfs.core.windows.net/api",
                            NORTH, "abfss://api@c.dfs.core.windows.net/x")),
            List.of(Map.of(WEST, "app-west", NORTH, "app-north"), Map.of(WEST, "auditors")));

    @Test
    void mapsALocationThereAndBack() {
        String there = "abfss://lake@b.dfs.core.windows.net/gold/t";

        assertThat(mappings.location("abfss://lake@a.dfs.core.windows.net/gold/t", WEST, NORTH))
                .contains(there);
        assertThat(mappings.location(there, NORTH, WEST)).contains("abfss://lake@a.dfs.core.windows.net/gold/t");
    }

    @Test
    void prefersTheLongestPrefix() {
        assertThat(mappings.location("abfss://lake@a.dfs.core.windows.net/api/t", WEST, NORTH))
                .contains("abfss://api@c.dfs.core.windows.net/x/t");
    }

    @Test
    void coversWholePathSegmentsOnly() {
        assertThat(mappings.location("abfss://lake@a.dfs.core.windows.net/apix/t", WEST, NORTH))
                .contains("abfss://lake@b.dfs.core.windows.net/apix/t");
        assertThat(mappings.location("abfss://lake@a.dfs.core.windows.network/t", WEST, NORTH))
                .isEmpty();
    }

    @Test
    void mapsThePrefixItself() {
        assertThat(mappings.location("abfss://lake@a.dfs.core.windows.net", WEST, NORTH))
                .contains("abfss://lake@b.dfs.core.windows.net");
    }

    @Test
    void leavesAnUncoveredLocationToTheCaller() {
        assertThat(mappings.location("abfss://other@a.dfs.core.windows.net/t", WEST, NORTH))
                .isEmpty();
    }

    @Test
    void mapsAPrincipalOrKeepsItsName() {
        assertThat(mappings.principal("app-west", WEST, NORTH)).contains("app-north");
        assertThat(mappings.principal("app-north", NORTH, WEST)).contains("app-west");
        assertThat(mappings.principal("api-readers", WEST, NORTH)).contains("api-readers");
    }

    @Test
    void dropsAPrincipalThatHasNoNameInTheOtherRegion() {
        assertThat(mappings.principal("auditors", WEST, NORTH)).isEmpty();
        assertThat(mappings.dropped(WEST, NORTH)).containsExactly("auditors");
        assertThat(mappings.principal("auditors", NORTH, WEST)).isEmpty();
        assertThat(mappings.dropped(NORTH, WEST)).containsExactly("auditors");
        assertThat(mappings.namesake("auditors", WEST, NORTH)).isEmpty();
    }

    @Test
    void givesNobodyTheNameThatAnotherHasInTheOtherRegion() {
        assertThat(mappings.principal("app-north", WEST, NORTH)).isEmpty();
        assertThat(mappings.namesake("app-north", WEST, NORTH)).contains("app-west");
        assertThat(mappings.namesake("app-west", WEST, NORTH)).isEmpty();
    }

    @Test
    void letsTwoPrincipalsChangeTheirNames() {
        Mappings crossed = new Mappings(
                List.of(), List.of(Map.of(WEST, "red", NORTH, "blue"), Map.of(WEST, "blue", NORTH, "red")));

        assertThat(crossed.principal("red", WEST, NORTH)).contains("blue");
        assertThat(crossed.principal("blue", WEST, NORTH)).contains("red");
    }
}
