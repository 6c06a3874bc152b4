package io.twinlake.catalogsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.id.Direction;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts put together at random: names of principals and addresses are changed where they are meant, and nothing else is. */
class FuzzedTextsTest {
    private static final RegionName WEST = new RegionName("west");
    private static final RegionName NORTH = new RegionName("north");
    private static final int TEXTS = 400;

    /** What is named otherwise in the other region, as it is there. */
    private static final List<Map.Entry<String, String>> MEANT = List.of(
            Map.entry("is_account_group_member('west-readers')", "is_account_group_member('north-readers')"),
            Map.entry("IS_MEMBER(\"west-readers\")", "IS_MEMBER('north-readers')"),
            Map.entry("(current_user() = 'west-ann')", "(current_user() = 'north-ann')"),
            Map.entry("('west-ann' <> session_user( ))", "('north-ann' <> session_user( ))"),
            Map.entry("(user() IN ('x', 'west-ann'))", "(user() IN ('x', 'north-ann'))"),
            Map.entry("length('abfss://lake@west/t')", "length('abfss://lake@north/t')"),
            Map.entry(
                    "(SELECT max(i) FROM delta.`abfss://lake@west/t`)",
                    "(SELECT max(i) FROM delta.`abfss://lake@north/t`)"));

    /** What only looks so. */
    private static final List<String> DECOYS = List.of(
            "'west-readers too'",
            "'is_member(''west-readers'')'",
            "\"current_user() = 'west-ann'\"",
            "t.`is_member('west-readers')`",
            "s.is_member('west-readers too')",
            "user = 'west-anna'",
            "'it\\'s west-ann' /* is_member('west-readers') */",
            "1 -- abfss://lake@west/t is_member('west-readers')\n",
            "'VERSION AS OF 1'",
            "`t@v1`",
            "'😀 é' || 'west-anna'",
            "r'west-ann\\'",
            "count(*) OVER w",
            "x -> x + 1");

    private static final List<String> JOINTS = List.of(" AND ", "\nOR\t", ", ", " + ", "\r\n  , ", " = ");

    private final MapText texts = new MapText(
            KeyedRecords.group(
                            "gold",
                            WEST,
                            NORTH,
                            "mappings: {locations: [{west: abfss://lake@west/, north: abfss://lake@north/}],"
                                    + " principals: [{west: west-readers, north: north-readers},"
                                    + " {west: west-ann, north: north-ann}]}")
                    .mappings(),
            new Direction(WEST, NORTH));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260301})
    void changesNamesAndNothingElse(long seed) throws Unmappable {
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder("SELECT ");
            StringBuilder wanted = new StringBuilder("SELECT ");
            for (int part = random.nextInt(8); part >= 0; part--) {
                if (random.nextBoolean()) {
                    Map.Entry<String, String> meant = MEANT.get(random.nextInt(MEANT.size()));
                    text.append(meant.getKey());
                    wanted.append(meant.getValue());
                } else {
                    String decoy = DECOYS.get(random.nextInt(DECOYS.size()));
                    text.append(decoy);
                    wanted.append(decoy);
                }
                String joint = JOINTS.get(random.nextInt(JOINTS.size()));
                text.append(joint);
                wanted.append(joint);
            }
            text.append("1 AS one FROM t");
            wanted.append("1 AS one FROM t");

            assertThat(texts.map(text.toString()))
                    .as("seed %s, text %s", seed, i)
                    .isEqualTo(wanted.toString());
        }
    }
}
