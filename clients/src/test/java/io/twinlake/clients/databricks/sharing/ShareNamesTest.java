package io.twinlake.clients.databricks.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both regions, and every version, have to come to the same names: a name that changed would be another share. */
class ShareNamesTest {
    private static final GroupName GOLD = new GroupName("gold");

    @ParameterizedTest
    @CsvSource({
        "gold, twinlake_gold_gold",
        "gold_2, twinlake_gold_gold_2",
        "Gold, twinlake_gold_gold_",
        "go-ld, twinlake_gold_go_ld_",
        "g\u00f6ld, twinlake_gold_g_ld_"
    })
    void saysTheGroupAndTheCatalog(String catalog, String begin) {
        assertThat(ShareNames.share(GOLD, catalog)).matches(begin.endsWith("_") ? begin + "[0-9a-f]{8}" : begin);
    }

    @Test
    void keepsApartWhatWouldFallTogether() {
        assertThat(ShareNames.share(GOLD, "go-ld"))
                .isNotEqualTo(ShareNames.share(GOLD, "go.ld"))
                .isNotEqualTo(ShareNames.share(GOLD, "go_ld"))
                .isEqualTo(ShareNames.share(GOLD, "go-ld"));
    }

    @Test
    void namesARecipientAfterItsRegion() {
        assertThat(ShareNames.recipient(new RegionName("westeurope"))).isEqualTo("twinlake_westeurope");
    }

    @Test
    void seesATableInTheCatalogOfItsShare() {
        assertThat(Mounts.mounted(GOLD, ObjectName.parse("silver.s.t")).fullName())
                .isEqualTo("twinlake_gold_silver.s.t");
    }
}
