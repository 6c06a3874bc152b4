package io.twinlake.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.twinlake.config.reference.JsonSchema;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SchemaAgreementTest {
    private static final com.networknt.schema.JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JsonSchema.text());

    private static final Map<String, String> ENVIRONMENT =
            Map.of("WEST_SECRET", "w", "KEY", "k", "TWINLAKE_EXPORT_KEY", "one of 32 bytes or more, as asked");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("good")
    void bothAcceptAGoodFile(String text) {
        Path file = ConfigurationFiles.write(folder, text);

        assertThat(validate(text)).isEmpty();
        assertThatCode(() -> ConfigurationFile.read(file, ENVIRONMENT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void bothRefuseABadFileWhereASchemaCanKnow(BadExample example) {
        assertThat(validate(example.text())).isNotEmpty();
    }

    @Test
    void theSchemaIsOneOfItsDraft() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(JsonSchema.text());
        com.networknt.schema.JsonSchema draft = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(draft.validate(schema)).isEmpty();
    }

    static Stream<String> good() {
        return Stream.of(
                ConfigurationFiles.SMALLEST,
                ConfigurationFiles.FULL,
                ConfigurationFiles.example(),
                ConfigurationFiles.FULL.replace(
                        "{westeurope: x, northeurope: y}", "{westeurope: x, northeurope: null}"),
                ConfigurationFiles.SMALLEST + "    schedule: {continuous: {minimumInterval: 1m}}\n",
                "serve: {port: \"${PORT:8480}\"}\n" + ConfigurationFiles.SMALLEST);
    }

    static Stream<BadExample> bad() {
        return BadExample.all().filter(BadExample::seenBySchema);
    }

    private static Set<ValidationMessage> validate(String text) {
        // Keys given twice are the reader's to find: here the last one counts, as for most YAML readers.
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return SCHEMA.validate(new ObjectMapper().valueToTree(document));
    }
}
