package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test classes share two regions, and which of them meet there changes: each of their catalogs has its own name. */
class SharedCatalogsTest {
    private static final Pattern SEEDED =
            Pattern.compile("\\b(?:seeded|promotedTooEarly)\\((?:regions, folder, )?\"(\\w+)\"\\)");

    @Test
    void noTwoTestsSeedOneCatalog() throws IOException {
        var classes = new TreeMap<String, List<String>>();
        try (Stream<Path> tests = Files.list(Path.of("src/test/java/io/twinlake/orchestrator/endtoend"))) {
            for (Path test : tests.toList()) {
                SEEDED.matcher(Files.readString(test))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(name -> classes.computeIfAbsent(name, unused -> new ArrayList<>())
                                .add(test.getFileName().toString()));
            }
        }

        assertThat(classes).hasSizeGreaterThan(10);
        assertThat(classes.values()).allSatisfy(seeding -> assertThat(seeding).hasSize(1));
    }
}
