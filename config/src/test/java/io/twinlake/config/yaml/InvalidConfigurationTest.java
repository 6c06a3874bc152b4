package io.twinlake.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.config.yaml.problem.InvalidConfiguration;
import io.twinlake.config.yaml.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidConfigurationTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("WEST_SECRET", "w", "KEY", "k");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("io.twinlake.config.yaml.BadExample#all")
    void saysWhatIsWrongAndWhere(BadExample example) {
        assertThat(problems(example.text())).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(example.line());
            assertThat(problem.key()).isEqualTo(example.key());
            assertThat(problem.found()).contains(example.found());
            assertThat(problem.expected()).contains(example.expected());
        });
    }

    @ParameterizedTest
    @MethodSource("io.twinlake.config.yaml.BadExample#all")
    void doesNotBuryTheOneMistake(BadExample example) {
        assertThat(problems(example.text())).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void collectsEveryProblemInTheFilesOrder() {
        String text = ConfigurationFiles.SMALLEST
                .replace("warehouse: a1", "warehouse: 1")
                .replace("home: westeurope", "home: eastus")
                .replace("catalogs:", "catalog:");

        assertThat(problems(text))
                .extracting(Problem::key)
                .containsExactly(
                        "regions.westeurope.warehouse",
                        "groups.gold.catalogs",
                        "groups.gold.home",
                        "groups.gold.catalog");
    }

    @Test
    void writesEachProblemOnALineOfItsOwn() {
        Path file = ConfigurationFiles.write(folder, ConfigurationFiles.SMALLEST.replace("home: west", "home: east"));

        assertThat(refusal(file))
                .hasMessage(file + " is not valid:\n" + file + ":10:11: groups.gold.home: found the unknown region"
                        + " \"easteurope\", expected westeurope? (one of northeurope, westeurope)");
    }

    @Test
    void namesTheLineOfBrokenYaml() {
        assertThat(problems("regions: [\ngroups: }\n")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.expected()).isEqualTo("YAML");
        });
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(problems(""))
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).isEqualTo("regions and groups"));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(refusal(folder.resolve("none.yml"))).hasMessageContaining("found no such file");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Path file = Files.write(folder.resolve("latin1.yml"), new byte[] {'a', ':', ' ', (byte) 0xe4});

        assertThat(refusal(file)).hasMessageContaining("not UTF-8");
    }

    @Test
    void namesTheLineOfATrustStoreThatIsNotThere() {
        List<Problem> problems = problems(ConfigurationFiles.FULL.replace("edge.p12", "absent.p12"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("azure.trustStore");
            assertThat(problem.line()).isPositive();
            assertThat(problem.found()).contains(folder.resolve("absent.p12").toString(), "no such file");
        });
    }

    @Test
    void refusesATrustStoreThatItsPasswordDoesNotOpen() {
        assertThat(problems(ConfigurationFiles.FULL.replace("trustStorePassword: store", "trustStorePassword: guess")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.key()).isEqualTo("azure.trustStore");
                    assertThat(problem.expected()).contains("that trustStorePassword opens");
                    assertThat(problem.toString()).doesNotContain("guess");
                });
    }

    @Test
    void refusesATrustStoreThatHoldsNoCertificate() throws IOException {
        Files.writeString(folder.resolve("empty.pem"), "-----");

        assertThat(problems(ConfigurationFiles.FULL.replace("edge.p12", "empty.pem")))
                .extracting(Problem::key)
                .containsExactly("azure.trustStore");
    }

    @Test
    void neverShowsASecretInAProblem() {
        String text = ConfigurationFiles.FULL
                .replace("\"${KEY}\"", "123456789")
                .replace("clientSecret: s}", "clientSecret: [hush]}");

        assertThat(refusal(ConfigurationFiles.write(folder, text)).getMessage())
                .contains("storageCredentials.key", "clientSecret")
                .doesNotContain("123456789", "hush");
    }

    private List<Problem> problems(String text) {
        return refusal(ConfigurationFiles.write(folder, text)).problems();
    }

    private static InvalidConfiguration refusal(Path file) {
        return catchThrowableOfType(InvalidConfiguration.class, () -> ConfigurationFile.read(file, ENVIRONMENT));
    }
}
