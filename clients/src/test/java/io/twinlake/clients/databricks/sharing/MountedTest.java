package io.twinlake.clients.databricks.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names in a history are one table's, whichever share and alias it was cloned by. */
class MountedTest {
    private static final GroupName GOLD = new GroupName("gold");

    @ParameterizedTest
    @CsvSource({
        "twinlake_gold_silver.s.t, true",
        "Twinlake_Gold_Silver.`S`.T, true",
        "twinlake_gold_silver_3.s.t, true",
        "twinlake_gold_silver.s.t_twinlake_0123abcd, true",
        "twinlake_gold_silver.s.t_20260101, false",
        "twinlake_gold_silver.s.t_2, false",
        "twinlake_gold_silver.s.u, false",
        "twinlake_gold_silver.r.t, false",
        "twinlake_gold_bronze.s.t, false",
        "silver.s.t, false",
        "t, false"
    })
    void isNamedAsItsSharesShowIt(String name, boolean is) {
        assertThat(new Mounted(GOLD, ObjectName.parse("silver.s.t")).isNamed(name))
                .isEqualTo(is);
    }

    @Test
    void isNamedByItsAliasAndAsItWasNamedBefore() {
        ObjectName table = ObjectName.parse("a_b.raw-data.daily-load");
        Mounted mounted = new Mounted(GOLD, table);

        assertThat(mounted.isNamed(ShareNames.share(GOLD, "a_b") + "." + ShareNames.alias(table)))
                .isTrue();
        assertThat(mounted.isNamed("twinlake_gold_a_b." + ShareNames.alias(table, "an id")))
                .isTrue();
        assertThat(mounted.isNamed("twinlake_gold_a_b.raw-data.daily-load")).isTrue();
        assertThat(mounted.isNamed("twinlake_gold_a_b.raw_data.daily_load")).isFalse();
    }
}
