package io.twinlake.config.description;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stand at one place of the file. */
public sealed interface Shape {
    /** One value. */
    record Single(Format format) implements Shape {}

    /** One value, or {@code null}, which says that there is none. */
    record OrNull(Format format) implements Shape {}

    /** A list with at least {@code least} items. */
    record Items(Shape item, int least) implements Shape {}

    /** A map whose keys are names that the user chooses. */
    record Named(Format name, Shape value, int least) implements Shape {}

    /**
     * A map with known keys.
     *
     * @param former keys of earlier versions, by name what is written instead; they are refused
     */
    record Section(List<Key> keys, Map<String, String> former) implements Shape {
        public Section {
            keys = List.copyOf(keys);
            former = Map.copyOf(former);
        }

        static Section of(Key... keys) {
            return new Section(List.of(keys), Map.of());
        }

        Section formerly(String name, String instead) {
            Map<String, String> more = new LinkedHashMap<>(former);
            more.put(name, instead);
            return new Section(keys, more);
        }
    }

    /** A section whose key {@code by} tells which other keys it has. */
    record Kinds(Key by, Map<String, Section> sections) implements Shape {
        public Kinds {
            sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        }

        static Kinds by(Key key) {
            return new Kinds(key, Map.of());
        }

        Kinds with(String kind, Key... keys) {
            Map<String, Section> more = new LinkedHashMap<>(sections);
            more.put(kind, Section.of(keys));
            return new Kinds(by, more);
        }
    }

    /** One of several sections, told apart by the first key of each. */
    record Either(List<Section> sections) implements Shape {}

    /** A section, for which the value of its key {@code key} alone may stand. */
    record Abbreviated(String key, Section section) implements Shape {}
}
