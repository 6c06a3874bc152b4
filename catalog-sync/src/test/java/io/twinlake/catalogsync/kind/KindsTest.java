package io.twinlake.catalogsync.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind has to have, a new one too: each test names the kind that lacks it. */
class KindsTest {
    private static final String IN_SCHEMA =
            "\"catalog_name\":\"gold\",\"schema_name\":\"s\",\"name\":\"o\",\"comment\":\"c\"";

    /** One of each kind as the platform tells it. */
    private static final Map<SecurableKind, String> TOLD = new EnumMap<>(Map.of(
            SecurableKind.CATALOG,
            "{\"name\":\"gold\",\"comment\":\"c\",\"catalog_type\":\"MANAGED_CATALOG\",\"storage_root\":\"abfss://lake@west/\"}",
            SecurableKind.SCHEMA,
            "{\"catalog_name\":\"gold\",\"name\":\"s\",\"comment\":\"c\",\"schema_id\":\"1\",\"storage_root\":\"abfss://lake@west/s\"}",
            SecurableKind.TABLE,
            "{" + IN_SCHEMA + ",\"table_id\":\"1\",\"table_type\":\"EXTERNAL\",\"data_source_format\":\"DELTA\","
                    + "\"storage_location\":\"abfss://lake@west/t\"}",
            SecurableKind.VIEW,
            "{" + IN_SCHEMA
                    + ",\"table_id\":\"1\",\"table_type\":\"VIEW\",\"view_definition\":\"SELECT * FROM delta.`abfss://lake@west/t`\"}",
            SecurableKind.FUNCTION,
            "{" + IN_SCHEMA
                    + ",\"function_id\":\"1\",\"routine_body\":\"SQL\",\"routine_definition\":\"'abfss://lake@west/t'\","
                    + "\"full_data_type\":\"string\"}",
            SecurableKind.VOLUME,
            "{" + IN_SCHEMA + ",\"volume_id\":\"1\",\"volume_type\":\"MANAGED\"}",
            SecurableKind.MODEL,
            "{" + IN_SCHEMA + ",\"id\":\"1\"}"));

    static {
        TOLD.put(SecurableKind.SECRET, "{" + IN_SCHEMA + ",\"full_name\":\"gold.s.o\",\"effective_owner\":\"alice\"}");
        TOLD.put(SecurableKind.MODEL_SERVICE, service("model-services"));
        TOLD.put(SecurableKind.MODEL_PROVIDER, service("model-provider-services"));
        TOLD.put(SecurableKind.MCP_SERVICE, service("mcp-services"));
        TOLD.put(SecurableKind.POLICY, "{\"id\":\"1\",\"name\":\"policies/gold.s.`t.o`\",\"comment\":\"c\"}");
    }

    /** It has its whole name in one field, and no id. */
    private static String service(String collection) {
        return "{\"name\":\"" + collection + "/gold.s.o\",\"comment\":\"c\",\"etag\":\"e\"}";
    }

    private static final ReplicaTerms NORTH = new ReplicaTerms() {
        @Override
        public boolean holds(ObjectName table) {
            return true;
        }

        @Override
        public Optional<String> location(String url) {
            return Optional.of(url.replace("west", "north"));
        }

        @Override
        public String text(String sql) {
            return sql.replace("west", "north");
        }

        @Override
        public Optional<List<String>> columns(ObjectName name) {
            return Optional.empty();
        }
    };

    @ParameterizedTest
    @EnumSource
    void isReadFromItsListAsWhatItIs(SecurableKind kind) {
        Securable read = read(kind);

        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.description().comment()).isEqualTo("c");
        assertThat(Listing.of(kind).kinds()).contains(kind);
        assertThat(read.name().name()).isIn("gold", "s", "o", "t.o");
        assertThat(kind.isContainer()
                        || kind == SecurableKind.POLICY
                        || Listing.inSchemas().contains(Listing.of(kind)))
                .isTrue();
    }

    /** Pairs are kept by ids: an object that was dropped and made again under its name is another one. */
    @ParameterizedTest
    @EnumSource
    void isToldApartByTheIdThatThePlatformGaveIt(SecurableKind kind) {
        Matcher id = Pattern.compile("\"(\\w+_)?id\":\"(\\w+)\"").matcher(TOLD.get(kind));

        assertThat(read(kind).id())
                .isEqualTo(id.find() ? id.group(2) : "null:" + read(kind).name());
    }

    @ParameterizedTest
    @EnumSource
    void isReplicatedWholeOrSaidNotToBe(SecurableKind kind) throws Exception {
        Securable read = read(kind);
        assertThat(read.unsupported() != null).isEqualTo(kind.isListedOnly());
        assertThat(Listing.of(kind).isOfListedOnly()).isEqualTo(kind.isListedOnly());
        if (read.unsupported() != null) {
            assertThat(read.unsupported()).contains("not replicate");
            assertThat(read.definition().at(NORTH)).isEqualTo(read.definition());
            return;
        }
        Creation creation = read.definition().creation(read, Map.of(), false);
        assertThat(creation instanceof Creation.ByClone).isEqualTo(kind.holdsRows());
        assertThat(creation instanceof Creation.ByStatement)
                .isEqualTo(read.definition().isReplacedWhole());
    }

    @ParameterizedTest
    @EnumSource
    void namesNoStorageOfTheSourceAtTheReplica(SecurableKind kind) throws Unmappable {
        assertThat(read(kind).definition().at(NORTH).toString()).doesNotContain("west");
    }

    @ParameterizedTest
    @EnumSource
    void hasAFieldForWhateverMayDifferButAStorageRoot(SecurableKind kind) throws Unmappable {
        Securable read = read(kind);
        Securable mapped = read.withDefinition(read.definition().at(NORTH));

        boolean compared = read.unsupported() == null && !kind.isContainer();
        assertThat(mapped.definitionFields().equals(read.definitionFields())).isEqualTo(!compared);
    }

    private static Securable read(SecurableKind kind) {
        String told = TOLD.get(kind);
        assertThat(told).as("a sample of %s", kind.word()).isNotNull();
        try {
            return Listing.of(kind).read((ObjectNode) new ObjectMapper().readTree(told));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
