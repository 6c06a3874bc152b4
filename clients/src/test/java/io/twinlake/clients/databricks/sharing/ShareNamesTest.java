package io.twinlake.clients.databricks.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both regions, and every version, have to come to the same names: a name that changed would be another share. */
class ShareNamesTest {
    private static final GroupName GOLD = new GroupName("gold");

    @ParameterizedTest
    @CsvSource({
        "gold, gold, twinlake_gold_gold",
        "gold, Gold, twinlake_gold_gold_",
        "gold, go-ld, twinlake_gold_go_ld_",
        "gold, g\u00f6ld, twinlake_gold_g_ld_",
        "gold, gold_2, twinlake_gold_gold_2_",
        "gold_2, gold, twinlake_gold_2_gold_"
    })
    void saysTheGroupAndTheCatalog(String group, String catalog, String begin) {
        assertThat(ShareNames.share(new GroupName(group), catalog))
                .matches(begin.endsWith("_") ? begin + "[0-9a-f]{8}" : begin);
    }

    @Test
    void keepsApartWhatWouldFallTogether() {
        assertThat(ShareNames.share(GOLD, "go-ld"))
                .isNotEqualTo(ShareNames.share(GOLD, "go.ld"))
                .isNotEqualTo(ShareNames.share(GOLD, "go_ld"))
                .isEqualTo(ShareNames.share(GOLD, "go-ld"));
        assertThat(ShareNames.share(new GroupName("a_b"), "c"))
                .isNotEqualTo(ShareNames.share(new GroupName("a"), "b_c"));
        assertThat(ShareNames.share(GOLD, "silver", 2)).isNotEqualTo(ShareNames.share(GOLD, "silver_2"));
    }

    @Test
    void numbersTheSharesOfACatalog() {
        assertThat(ShareNames.share(GOLD, "silver", 1)).isEqualTo("twinlake_gold_silver");
        assertThat(ShareNames.share(GOLD, "silver", 2)).isEqualTo("twinlake_gold_silver_2");
        assertThat(ShareNames.share(GOLD, "a_b", 12)).isEqualTo(ShareNames.share(GOLD, "a_b") + "_12");
    }

    /** {@code NAME} stands for the share's name as it is given today. */
    @ParameterizedTest
    @CsvSource({
        "gold, silver, NAME, true",
        "gold, silver, NAME_2, true",
        "gold, silver, NAME_10, true",
        "gold, silver, NAME_0, false",
        "gold, silver, NAME_x, false",
        "gold, silver, NAMEx, false",
        "gold, silver, twinlake_gold_silv, false",
        "gold, a_b, NAME, true",
        "gold, a_b, NAME_2, true",
        "gold, a_b, twinlake_gold_a_b, true",
        "gold, a_b, twinlake_gold_a_b_2, false",
        "gold, a_b, twinlake_gold_a, false",
        "g-1, a, NAME_2, true"
    })
    void knowsTheNamesThatACatalogsSharesMayHave(String group, String catalog, String name, boolean is) {
        GroupName of = new GroupName(group);

        assertThat(ShareNames.mayBeOf(of, catalog, name.replace("NAME", ShareNames.share(of, catalog))))
                .isEqualTo(is);
    }

    @Test
    void namesARecipientAfterItsRegion() {
        assertThat(ShareNames.recipient(new RegionName("westeurope"))).isEqualTo("twinlake_westeurope");
    }

    @ParameterizedTest
    @CsvSource({
        "gold.s.t, s\\.t",
        "gold.S.T_1, s\\.t_1",
        "gold.s.daily-load, s\\.daily_load_[0-9a-f]{8}",
        "gold.raw-data.t, raw_data_[0-9a-f]{8}\\.t",
        "gold.s.gr\u00f6\u00dfe, s\\.gr__e_[0-9a-f]{8}"
    })
    void givesATableAnAliasOfTheCharactersThatOneMayHave(String table, String alias) {
        assertThat(ShareNames.alias(ObjectName.parse(table))).matches(alias);
    }

    @Test
    void keepsAliasesApartThatWouldFallTogether() {
        assertThat(Stream.of("s.a-b", "s.a_b", "s.a b", "s-a.b", "s_a.b")
                        .map(table -> ShareNames.alias(ObjectName.parse("gold." + table))))
                .doesNotHaveDuplicates();
    }

    @Test
    void givesATableThatReplacedAnotherAnAliasOfItsOwn() {
        ObjectName table = ObjectName.parse("gold.s.t");

        assertThat(ShareNames.alias(table, "an id"))
                .matches("s\\.t_twinlake_[0-9a-f]{8}")
                .isEqualTo(ShareNames.alias(table, "an id"))
                .isNotEqualTo(ShareNames.alias(table, "another id"));
    }
}
