package io.twinlake.catalogsync.securable;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tags of an object and of its columns.
 *
 * @param byPlace values by key, of each column by its name whatever its case, of the object itself by {@link #ITSELF}; no place is empty
 */
public record Tags(SortedMap<String, SortedMap<String, String>> byPlace) {
    /** No column is called so. */
    public static final String ITSELF = "";

    public static final Tags NONE = new Tags(new TreeMap<>());

    public Tags {
        SortedMap<String, SortedMap<String, String>> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byPlace.forEach((place, tags) -> {
            if (!tags.isEmpty()) {
                places.put(place, Collections.unmodifiableSortedMap(new TreeMap<>(tags)));
            }
        });
        byPlace = Collections.unmodifiableSortedMap(places);
    }

    /** The places that have any here or elsewhere. */
    public SortedSet<String> placesWith(Tags elsewhere) {
        SortedSet<String> places = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        places.addAll(byPlace.keySet());
        places.addAll(elsewhere.byPlace.keySet());
        return places;
    }

    /** Values by key, at one place. */
    public Map<String, String> at(String place) {
        return byPlace.getOrDefault(place, new TreeMap<>());
    }

    /** Whether each of them is here as well, with the same value. */
    public boolean hasAll(Tags others) {
        return fields().entrySet().containsAll(others.fields().entrySet());
    }

    /** Whether each of them is in one of these as well, with the same value. */
    public boolean isAmong(Tags some, Tags others) {
        return fields().entrySet().stream()
                .allMatch(tag -> some.fields().entrySet().contains(tag)
                        || others.fields().entrySet().contains(tag));
    }

    /** The same with those of others beside them. */
    public Tags and(Tags others) {
        Tags all = this;
        for (Map.Entry<String, SortedMap<String, String>> place : others.byPlace.entrySet()) {
            SortedMap<String, String> tags = new TreeMap<>(at(place.getKey()));
            tags.putAll(place.getValue());
            all = all.with(place.getKey(), tags);
        }
        return all;
    }

    /** The same with one more, or with another value of it. */
    public Tags with(String place, String key, String value) {
        SortedMap<String, String> tags = new TreeMap<>(at(place));
        tags.put(key, value);
        return with(place, tags);
    }

    /** The same with other ones at a place. */
    public Tags with(String place, SortedMap<String, String> tags) {
        SortedMap<String, SortedMap<String, String>> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        places.putAll(byPlace);
        places.put(place, tags);
        return new Tags(places);
    }

    /** All of them by the names under which parity compares them. */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        byPlace.forEach((place, tags) -> {
            String prefix = place.equals(ITSELF) ? "tag." : "column." + place.toLowerCase(Locale.ROOT) + " tag.";
            tags.forEach((key, value) -> fields.put(prefix + key, value));
        });
        return fields;
    }
}
