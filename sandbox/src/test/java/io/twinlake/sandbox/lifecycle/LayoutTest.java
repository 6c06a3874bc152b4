package io.twinlake.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

    @TempDir
    Path folder;

    private final Layout layout = drawn();

    private static Layout drawn() {
        try (Ports ports = Ports.claim(new Random())) {
            return Layout.draw(ports, new DemoSize(1000, 0.01, false), new Delays(5, 0, 0, FunctionPlan.ROLLING));
        }
    }

    @Test
    void comesBackFromItsFileAsItWas() {
        layout.write(folder);

        assertThat(Layout.of(folder)).isEqualTo(layout);
    }

    @Test
    void keepsItsSecretsFromOtherUsers() throws Exception {
        layout.write(folder);
        TwinlakeYaml.ensure(layout, folder);

        for (Path file : List.of(Layout.file(folder), TwinlakeYaml.file(folder))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void givesEveryServerAPortOfItsOwn() {
        EdgeSpec.Ports edge = layout.edge().ports();
        List<Integer> ports = Stream.concat(
                        Stream.of(
                                layout.azurite(),
                                layout.storageControl(),
                                layout.serve(),
                                edge.arm(),
                                edge.appConfiguration(),
                                edge.gateway(),
                                edge.platform(),
                                edge.control()),
                        Stream.concat(
                                layout.accounts().stream().map(account -> account.port()),
                                layout.regions().stream()
                                        .flatMap(each -> Stream.of(each.port(), each.function(), each.control()))))
                .toList();

        assertThat(ports).doesNotHaveDuplicates().hasSize(17);
    }

    @Test
    void findsARegionByItsNameAndByItsRole() {
        assertThat(layout.region("primary")).contains(layout.primary());
        assertThat(layout.region("northeurope")).isEqualTo(layout.region("secondary"));
        assertThat(layout.region("southeurope")).isEmpty();
    }

    @Test
    void saysHowToStartASandboxWhereThereIsNone() {
        assertThatThrownBy(() -> Layout.of(folder))
                .isInstanceOf(SandboxFailure.class)
                .hasMessageContaining("There is no sandbox in " + folder)
                .hasMessageContaining("sandbox up --dir");
    }

    @Test
    void keepsAnIdOfDigitsAloneATextInTheConfiguration() throws Exception {
        layout.write(folder);
        String drawn = Files.readString(Layout.file(folder));
        Files.writeString(Layout.file(folder), drawn.replace(layout.primary().warehouse(), "1484992425974449"));

        TwinlakeYaml.ensure(Layout.of(folder), folder);

        assertThat(TwinlakeYaml.file(folder)).content().contains("warehouse: \"1484992425974449\"");
    }

    @Test
    void doesNotTouchAConfigurationThatItsUserHasChanged() throws Exception {
        Files.writeString(TwinlakeYaml.file(folder), "mine");

        TwinlakeYaml.ensure(layout, folder);

        assertThat(TwinlakeYaml.file(folder)).hasContent("mine");
    }
}
