package io.twinlake.config.yaml;

import io.twinlake.config.description.Values;
import io.twinlake.config.yaml.problem.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read at one place of the file: well formed, but not yet checked against the rest. */
sealed interface Reading {
    Place place();

    /** A single value, in the type that its format yields. */
    record Value(Place place, Object value) implements Reading {}

    /** The word that there is no value, where one may say so. */
    record Nothing(Place place) implements Reading {}

    /** A list. */
    record Items(Place place, List<Reading> items) implements Reading {
        List<Settings> sections() {
            return items.stream().map(Settings.class::cast).toList();
        }

        List<Value> values() {
            return items.stream().map(Value.class::cast).toList();
        }
    }

    /** A map; keys whose value could not be read are absent. */
    record Settings(Place place, Map<String, Reading> entries) implements Reading, Values {
        @Override
        public <T> T get(String key, Class<T> type) {
            return find(key, type).orElseThrow(() -> new IllegalStateException("no " + place.path(key)));
        }

        @Override
        public <T> Optional<T> find(String key, Class<T> type) {
            return value(key).map(Value::value).map(type::cast);
        }

        Optional<Value> value(String key) {
            return Optional.ofNullable((Value) entries.get(key));
        }

        @Override
        public Optional<Settings> section(String key) {
            return Optional.ofNullable((Settings) entries.get(key));
        }

        @Override
        public List<Settings> sections(String key) {
            return items(key).map(Items::sections).orElse(List.of());
        }

        List<Value> values(String key) {
            return items(key).map(Items::values).orElse(List.of());
        }

        @Override
        public <T> List<T> all(String key, Class<T> type) {
            return values(key).stream().map(Value::value).map(type::cast).toList();
        }

        @Override
        public Map<String, Settings> named() {
            Map<String, Settings> named = new LinkedHashMap<>();
            entries.forEach((name, reading) -> named.put(name, (Settings) reading));
            return named;
        }

        @Override
        public <T> Map<String, T> named(Class<T> type) {
            Map<String, T> named = new LinkedHashMap<>();
            namedValues().forEach((name, value) -> named.put(name, type.cast(value.value())));
            return named;
        }

        /** The values of such a map, each with its place; a name that has none is not among them. */
        Map<String, Value> namedValues() {
            Map<String, Value> named = new LinkedHashMap<>();
            entries.forEach((name, reading) -> {
                if (!(reading instanceof Nothing)) {
                    named.put(name, (Value) reading);
                }
            });
            return named;
        }

        private Optional<Items> items(String key) {
            return Optional.ofNullable((Items) entries.get(key));
        }

        Settings with(String key, Reading reading) {
            Map<String, Reading> more = new LinkedHashMap<>(entries);
            more.put(key, reading);
            return new Settings(place, more);
        }
    }
}
