package io.twinlake.orchestrator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.orchestrator.permission.SecuredObject.ExternalLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededRightsTest {
    private static final String WEST = "abfss://lake@west.dfs.core.windows.net/";
    private static final String NORTH = "abfss://lake@north.dfs.core.windows.net/";
    private static final RegionFacts FACTS = new RegionFacts(
            Map.of(
                    WEST, new ExternalLocation("west-lake", "admins"),
                    NORTH, new ExternalLocation("north-lake", "admins")),
            Map.of("load-gold", 7L),
            Optional.of(List.of(NORTH + "gold", WEST + "gold")));

    @TempDir
    Path folder;

    private TwinlakeConfig config;
    private FailoverGroup group;

    @BeforeEach
    void configured() throws IOException {
        Path file = Files.writeString(folder.resolve("twinlake.yml"), """
                regions:
                  west: {workspace: "https://west.example", warehouse: w1, credentials: {type: pat, token: secret-1}}
                  north: {workspace: "https://north.example", warehouse: w2, credentials: {type: pat, token: secret-2}}
                groups:
                  gold:
                    home: west
                    secondary: north
                    catalogs: [gold]
                    mappings:
                      locations:
                        - {west: "%s", north: "%s"}
                    fence:
                      jobs: [load-gold]
                """.formatted(WEST, NORTH));
        config = ConfigurationFile.read(file, Map.of());
        group = config.groups().values().iterator().next();
    }

    /** What the documentation prints is what the command asks for. */
    @Test
    void areWhatTheDocumentationPrints() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "permissions.md"));

        for (Purpose purpose : Purpose.values()) {
            for (String region : List.of("west", "north")) {
                assertThat(page).as(purpose + " in " + region).contains(table(purpose, region));
            }
        }
    }

    @Test
    void ofASourceThatIsOnlyReadWriteNothing() {
        assertThat(statements(Purpose.ONE_WAY, "west", FACTS))
                .noneMatch(statement -> statement.contains("ALL PRIVILEGES")
                        || statement.contains("MODIFY")
                        || statement.contains("CREATE CATALOG")
                        || statement.contains("EXTERNAL LOCATION"));
    }

    @Test
    void thereAndBackAreTheSameInBothRegionsButForNames() {
        assertThat(statements(Purpose.THERE_AND_BACK, "west", FACTS).stream()
                        .map(statement -> statement.replace("west-lake", "LAKE").replace("w1", "W")))
                .isEqualTo(statements(Purpose.THERE_AND_BACK, "north", FACTS).stream()
                        .map(statement ->
                                statement.replace("north-lake", "LAKE").replace("w2", "W"))
                        .toList());
    }

    @Test
    void ofManagedStorageOnlyWhereSomethingHasARootOfItsOwn() {
        RegionFacts rootless = new RegionFacts(FACTS.locations(), Map.of(), Optional.of(List.of(NORTH + "x")));
        RegionFacts untold = new RegionFacts(FACTS.locations(), Map.of(), Optional.empty());

        assertThat(statements(Purpose.THERE_AND_BACK, "west", rootless))
                .noneMatch(statement -> statement.contains("CREATE MANAGED STORAGE"));
        assertThat(statements(Purpose.THERE_AND_BACK, "west", untold))
                .anyMatch(statement -> statement.contains("CREATE MANAGED STORAGE"));
    }

    @Test
    void nameWhatTheRegionDoesNotShow() {
        assertThat(statements(Purpose.ONE_WAY, "north", RegionFacts.NONE))
                .contains(
                        "GRANT CREATE EXTERNAL TABLE ON EXTERNAL LOCATION `<the one of " + NORTH + ">` TO `twin``lake`")
                .anyMatch(statement ->
                        statement.startsWith("databricks permissions update jobs '<the id of load-gold>' --json"));
    }

    @Test
    void takeTheLocationThatCoversTheMappingByWholeSegments() {
        RegionFacts facts = new RegionFacts(
                Map.of(
                        "abfss://lake@north.dfs.core.windows.net", new ExternalLocation("whole", "a"),
                        "abfss://lake@north.dfs.core.windows.net/go", new ExternalLocation("other", "a"),
                        "abfss://lake@north.dfs.core.windows.net/gold", new ExternalLocation("gold", "a")),
                Map.of(),
                Optional.empty());

        assertThat(facts.location(NORTH)).isEqualTo(new ExternalLocation("whole", "a"));
        assertThat(facts.location(NORTH + "gold/x")).isEqualTo(new ExternalLocation("gold", "a"));
        assertThat(facts.location(NORTH + "goldener")).isEqualTo(new ExternalLocation("whole", "a"));
    }

    @Test
    void areGivenToUsersAsUsers() {
        Right right = new Right(new SecuredObject.Warehouse("w1"), List.of("CAN_USE"), "Because.");

        assertThat(right.statement("o'neill@example.org"))
                .isEqualTo(
                        "databricks permissions update warehouses w1 --json '{\"access_control_list\":[{\"user_name\":"
                                + "\"o'\\''neill@example.org\",\"permission_level\":\"CAN_USE\"}]}'");
    }

    private List<String> statements(Purpose purpose, String region, RegionFacts facts) {
        return needed(purpose, region, facts).stream()
                .map(right -> right.statement("twin`lake"))
                .toList();
    }

    private String table(Purpose purpose, String region) {
        return "| statement | why |\n| --- | --- |\n"
                + needed(purpose, region, FACTS).stream()
                        .map(right -> "| `` " + right.statement("twinlake") + " `` | " + right.reason() + " |\n")
                        .collect(Collectors.joining());
    }

    private List<Right> needed(Purpose purpose, String name, RegionFacts facts) {
        Region region = config.region(new RegionName(name));
        return new NeededRights(group, region, facts).of(purpose);
    }
}
