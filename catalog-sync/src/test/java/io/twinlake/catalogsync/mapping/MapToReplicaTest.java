package io.twinlake.catalogsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.kind.Function;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.kind.text.CapturedSettings;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Description;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.id.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapToReplicaTest {
    private static final RegionName WEST = new RegionName("west");
    private static final RegionName NORTH = new RegionName("north");

    private final MapToReplica map = mapTo(new Principal("twinlake", Set.of(), false), "");

    private static MapToReplica mapTo(Principal self, String access) {
        FailoverGroup group = KeyedRecords.group(
                "gold",
                WEST,
                NORTH,
                "mappings: {locations: [{west: abfss://lake@west/, north: abfss://lake@north/copy}],"
                        + " principals: [{west: west-owner, north: north-owner}]}" + access);
        return new MapToReplica(group, new Direction(WEST, NORTH), self, name -> Optional.empty());
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"abfss", "ABFS", "wasbs", "wasb", "adl"})
    void refusesAPythonFunctionThatNamesAStorageAddress(String scheme) {
        Definition function = new Function(
                List.of(),
                "string",
                List.of(),
                "PYTHON",
                false,
                "return '" + scheme + "://lake@west/t'",
                List.of(),
                CapturedSettings.NONE);

        assertThat(map.map(securable(SecurableKind.FUNCTION, function))).isInstanceOf(Mapped.Refused.class);
    }

    /** What a metastore admin may give to anybody, others give to themselves and to their groups; the rest is kept, and told. */
    @ParameterizedTest(name = "a {0}, as {1} of {2}, admin {3}, owners {4}: owner {5}, kept {6}")
    @CsvSource(nullValues = "-", textBlock = """
            TABLE,    twinlake,    others,      false, copy, north-owner, false
            SCHEMA,   twinlake,    others,      false, copy, north-owner, false
            VOLUME,   twinlake,    others,      false, copy, north-owner, false
            VIEW,     twinlake,    others,      false, copy, -,           true
            FUNCTION, twinlake,    others,      false, copy, -,           true
            MODEL,    twinlake,    others,      false, copy, -,           true
            VIEW,     twinlake,    north-owner, false, copy, north-owner, false
            VIEW,     north-owner, others,      false, copy, -,           false
            VIEW,     twinlake,    others,      true,  copy, north-owner, false
            TABLE,    twinlake,    others,      false, keep, -,           false
            VIEW,     twinlake,    others,      false, keep, -,           false
            """)
    void givesTheOwnersThatItMay(
            SecurableKind kind, String name, String group, boolean admin, String owners, String owner, boolean isKept) {
        MapToReplica mapping = mapTo(new Principal(name, Set.of(group), admin), ", owners: " + owners);
        Securable source = securable(kind, view("SELECT 1"));

        assertThat(((Mapped.Wanted) mapping.map(source)).securable().access().owner())
                .isEqualTo(owner);
        assertThat(mapping.keptOwner(source, Optional.empty()).isPresent()).isEqualTo(isKept);
    }

    @Test
    void keepsNothingOfWhatSomebodyElseHasGiven() {
        Securable source = securable(SecurableKind.VIEW, view("SELECT 1"));
        Securable there = source.withAccess(Access.unread("north-owner"));

        assertThat(map.keptOwner(source, Optional.of(there))).isEmpty();
    }

    /** Under whichever name: its own privileges at the replica are nobody's copy. */
    @Test
    void copiesNobodysGrantsToTwinlakeItself() {
        Access access = new Access(
                "west-owner",
                new TreeMap<>(Map.of("west-owner", privileges("SELECT"), "analysts", privileges("MODIFY"))));
        MapToReplica mapping = mapTo(new Principal("north-owner", Set.of(), false), "");

        Securable wanted = ((Mapped.Wanted) mapping.map(
                        securable(SecurableKind.VIEW, view("SELECT 1")).withAccess(access)))
                .securable();

        assertThat(wanted.access().grants()).containsOnlyKeys("analysts");
    }

    private static SortedSet<String> privileges(String... privileges) {
        return new TreeSet<>(List.of(privileges));
    }

    private Securable wanted(Definition definition) {
        return ((Mapped.Wanted) map.map(securable(SecurableKind.TABLE, definition))).securable();
    }

    private static Definition table(String location) {
        return new Table(true, "DELTA", location, List.of(), new TreeMap<>(), List.of());
    }

    private static Definition view(String text) {
        return GoldObjects.text(text);
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
