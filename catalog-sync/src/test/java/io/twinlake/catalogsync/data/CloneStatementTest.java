package io.twinlake.catalogsync.data;

import static io.twinlake.catalogsync.situation.GoldObjects.defined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a clone's statement says, by what it is made onto and which table it makes. */
class CloneStatementTest {
    private static final Securable MANAGED = GoldObjects.of(SecurableKind.TABLE);
    private static final ObjectName MOUNTED = ObjectName.parse("twinlake_gold_gold.s.t");
    private static final Marker MARKER = Marker.of(GoldSituation.GROUP, "an id").by("an intent");
    private static final String MARKED =
            " TBLPROPERTIES ('twinlake.group' = 'gold', 'twinlake.intent' = 'an intent', 'twinlake.source' = 'an id')";
    private static final String COPY = "`gold`.`s`.`t` DEEP CLONE `twinlake_gold_gold`.`s`.`t` VERSION AS OF 5";

    static Stream<Arguments> says() {
        return Stream.of(
                argumentSet(
                        "nothing stood there", MANAGED, CloneTarget.absent(MARKER), "CREATE TABLE " + COPY + MARKED),
                argumentSet(
                        "a replica of ours",
                        MANAGED,
                        CloneTarget.replica(MARKER),
                        "CREATE OR REPLACE TABLE " + COPY + MARKED),
                argumentSet(
                        "an original, which gets no marker",
                        MANAGED,
                        CloneTarget.original(),
                        "CREATE OR REPLACE TABLE " + COPY),
                argumentSet(
                        "an external table in its own place",
                        table(true, "abfss://lake@north/it's"),
                        CloneTarget.absent(MARKER),
                        "CREATE TABLE " + COPY + MARKED + " LOCATION 'abfss://lake@north/it\\'s'"),
                argumentSet(
                        "a managed table, wherever the platform keeps it",
                        table(false, "abfss://managed@north/t"),
                        CloneTarget.original(),
                        "CREATE OR REPLACE TABLE " + COPY));
    }

    @ParameterizedTest
    @MethodSource
    void says(Securable wanted, CloneTarget onto, String sql) {
        assertThat(CloneStatement.sql(MOUNTED, wanted, 5, onto)).isEqualTo(sql);
    }

    @Test
    void quotesWhateverANameHolds() {
        Securable odd = GoldObjects.of(GoldObjects.key(SecurableKind.TABLE, "gold.s.`t; DROP`"));

        ObjectName source = ObjectName.of("twinlake_gold_gold", "s", "t`; DROP");

        assertThat(CloneStatement.sql(source, odd, 5, CloneTarget.original()))
                .isEqualTo(
                        "CREATE OR REPLACE TABLE `gold`.`s`.`t; DROP` DEEP CLONE `twinlake_gold_gold`.`s`.`t``; DROP`"
                                + " VERSION AS OF 5");
    }

    private static Securable table(boolean external, @Nullable String location) {
        return defined(new Table(external, "DELTA", location, List.of(), new TreeMap<>(), List.of()))
                .apply(MANAGED);
    }
}
