package io.twinlake.config.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.name.NamePattern;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopedCatalogTest {
    @Test
    void holdsEverythingOfItsCatalogWithoutPatterns() {
        ScopedCatalog gold = catalog(List.of(), List.of());

        assertThat(gold.includes(ObjectName.of("gold"))).isTrue();
        assertThat(gold.includes(ObjectName.of("gold", "api"))).isTrue();
        assertThat(gold.includes(ObjectName.of("gold", "api", "customer_summary")))
                .isTrue();
        assertThat(gold.includes(ObjectName.of("silver", "api", "customer_summary")))
                .isFalse();
    }

    @Test
    void leavesOutAnExcludedSchemaWithAllThatIsInIt() {
        ScopedCatalog gold = catalog(List.of("*"), List.of("scratch_*"));

        assertThat(gold.includes(ObjectName.of("gold", "scratch_ann"))).isFalse();
        assertThat(gold.includes(ObjectName.of("gold", "scratch_ann", "t"))).isFalse();
        assertThat(gold.includes(ObjectName.of("gold", "scratch"))).isTrue();
    }

    @Test
    void leavesOutSingleObjectsButKeepsTheirSchema() {
        ScopedCatalog gold = catalog(List.of(), List.of("*.tmp_*"));

        assertThat(gold.includes(ObjectName.of("gold", "api", "tmp_1"))).isFalse();
        assertThat(gold.includes(ObjectName.of("gold", "api", "t"))).isTrue();
        assertThat(gold.includes(ObjectName.of("gold", "api"))).isTrue();
    }

    @Test
    void keepsTheSchemaOfAnIncludedObject() {
        ScopedCatalog gold = catalog(List.of("api.customer_*"), List.of());

        assertThat(gold.includes(ObjectName.of("gold", "api"))).isTrue();
        assertThat(gold.includes(ObjectName.of("gold", "api", "customer_summary")))
                .isTrue();
        assertThat(gold.includes(ObjectName.of("gold", "api", "orders"))).isFalse();
        assertThat(gold.includes(ObjectName.of("gold", "tpch"))).isFalse();
    }

    @Test
    void letsExcludeWinOverInclude() {
        ScopedCatalog gold = catalog(List.of("api.customer"), List.of("api"));

        assertThat(gold.includes(ObjectName.of("gold", "api", "customer"))).isFalse();
    }

    @Test
    void ignoresCaseAsUnityCatalogDoes() {
        ScopedCatalog gold = catalog(List.of("API.Customer*"), List.of());

        assertThat(gold.includes(ObjectName.of("Gold", "api", "customer_summary")))
                .isTrue();
    }

    @Test
    void takesEveryCharacterButTheStarLiterally() {
        ScopedCatalog gold = catalog(List.of("`a.b`.x+y"), List.of());

        assertThat(gold.includes(ObjectName.of("gold", "a.b", "x+y"))).isTrue();
        assertThat(gold.includes(ObjectName.of("gold", "acb", "xxy"))).isFalse();
    }

    @Test
    void refusesAPatternThatNamesTheCatalog() {
        assertThatThrownBy(() -> new NamePattern("gold.api.t")).hasMessageContaining("without the catalog");
    }

    private static ScopedCatalog catalog(List<String> include, List<String> exclude) {
        return new ScopedCatalog(
                "gold",
                include.stream().map(NamePattern::new).toList(),
                exclude.stream().map(NamePattern::new).toList());
    }
}
