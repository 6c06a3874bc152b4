package io.twinlake.catalogsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.kind.Function;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Description;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.id.Direction;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MapToReplicaTest {
    private static final RegionName WEST = new RegionName("west");
    private static final RegionName NORTH = new RegionName("north");

    private final MapToReplica map = new MapToReplica(
            KeyedRecords.group(
                            "gold",
                            WEST,
                            NORTH,
                            "mappings: {locations: [{west: abfss://lake@west/, north: abfss://lake@north/copy}],"
                                    + " principals: [{west: west-owner, north: north-owner}]}")
                    .mappings(),
            new Direction(WEST, NORTH));

    @Test
    void putsAnExternalTableWhereTheLocationMappingSays() {
        Securable wanted = wanted(table("abfss://lake@west/api/t"));

        assertThat(((Table) wanted.definition()).location()).isEqualTo("abfss://lake@north/copy/api/t");
        assertThat(wanted.access().owner()).isEqualTo("north-owner");
    }

    @Test
    void refusesATableWhoseLocationNoMappingCovers() {
        assertThat(map.map(securable(SecurableKind.TABLE, table("abfss://lake@westerly/t"))))
                .isInstanceOfSatisfying(
                        Mapped.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("abfss://lake@westerly/t", "no location mapping covers"));
    }

    @Test
    void rewritesStorageAddressesInAViewAndNothingElse() {
        Securable wanted = wanted(view("SELECT * FROM delta.`abfss://lake@west/t` -- abfss://lake@west/t"));

        assertThat(((View) wanted.definition()).text())
                .isEqualTo("SELECT * FROM delta.`abfss://lake@north/copy/t` -- abfss://lake@west/t");
    }

    @Test
    void refusesAViewWhoseNamesAreMadeAtRunTime() {
        assertThat(map.map(securable(SecurableKind.VIEW, view("SELECT * FROM IDENTIFIER(:t)"))))
                .isInstanceOf(Mapped.Refused.class);
    }

    @Test
    void refusesAPythonFunctionThatNamesAStorageAddress() {
        Definition function = new Function(
                List.of(), "string", List.of(), "PYTHON", false, "return 'abfss://lake@west/t'", List.of());

        assertThat(map.map(securable(SecurableKind.FUNCTION, function))).isInstanceOf(Mapped.Refused.class);
    }

    private Securable wanted(Definition definition) {
        return ((Mapped.Wanted) map.map(securable(SecurableKind.TABLE, definition))).securable();
    }

    private static Definition table(String location) {
        return new Table(true, "DELTA", location, List.of());
    }

    private static Definition view(String text) {
        return new View(text, List.of(), List.of(), ObjectName.of("gold", "s"));
    }

    private static Securable securable(SecurableKind kind, Definition definition) {
        return new Securable(
                new SecurableKey(kind, ObjectName.of("gold", "s", "t")),
                "id",
                null,
                new Access("west-owner", new TreeMap<>()),
                new Description(null, new TreeMap<>()),
                definition,
                null,
                null);
    }
}
