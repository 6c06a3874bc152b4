package io.twinlake.config.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.access.Secret;
import io.twinlake.config.description.Shape.Items;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.SwitchTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointKeysTest {
    /** What keys of a target are read as. */
    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            String.class,
            "/text",
            URI.class,
            URI.create("https://api.example"),
            RegionName.class,
            new RegionName("west"),
            Secret.class,
            new Secret("a key"),
            Integer.class,
            5,
            Duration.class,
            Duration.ofSeconds(2));

    @Test
    void everySwitchTargetIsReadFromKeysThatTheDescriptionHas() {
        List<SwitchTarget> targets = EndpointKeys.targets(new AllKeys(EndpointKeys.ENDPOINTS));

        assertThat(targets)
                .<Class<?>>extracting(Object::getClass)
                .contains(SwitchTarget.class.getPermittedSubclasses());
        assertThat(targets).extracting(SwitchTarget::name).doesNotHaveDuplicates();
    }

    @Test
    void whatIsBehindTheApiIsReadBeforeItsFront() {
        assertThat(EndpointKeys.targets(new AllKeys(EndpointKeys.ENDPOINTS)))
                .extracting(SwitchTarget::role)
                .isSorted();
    }

    /** Every key that is described, with some value of the type that is asked for. */
    private record AllKeys(Shape shape) implements Values {
        @Override
        public <T> T get(String key, Class<T> type) {
            shapeOf(key);
            assertThat(SAMPLES).as("a sample for the key %s", key).containsKey(type);
            return type.cast(SAMPLES.get(type));
        }

        @Override
        public <T> Optional<T> find(String key, Class<T> type) {
            return Optional.of(get(key, type));
        }

        @Override
        public <T> List<T> all(String key, Class<T> type) {
            return List.of(get(key, type));
        }

        @Override
        public Optional<Values> section(String key) {
            return Optional.of(new AllKeys(shapeOf(key)));
        }

        @Override
        public List<Values> sections(String key) {
            return List.of(new AllKeys(((Items) shapeOf(key)).item()));
        }

        @Override
        public Map<String, Values> named() {
            return Map.of("west", new AllKeys(((Named) shape).value()));
        }

        @Override
        public <T> Map<String, T> named(Class<T> type) {
            return Map.of("west", type.cast(SAMPLES.get(type)));
        }

        private Shape shapeOf(String key) {
            return ((Section) shape)
                    .keys().stream()
                            .filter(each -> each.name().equals(key))
                            .map(Key::shape)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("the description has no key " + key));
        }
    }
}
