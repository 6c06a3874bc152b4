package io.twinlake.config.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read of one section of the file, each value in the type of its format. */
public interface Values {
    /** The value of a key that must be there, or has a default. */
    <T> T get(String key, Class<T> type);

    /** The value of a key that may be absent. */
    <T> Optional<T> find(String key, Class<T> type);

    /** The values of a list, which is empty where it is absent. */
    <T> List<T> all(String key, Class<T> type);

    Optional<? extends Values> section(String key);

    /** The sections of a list, which is empty where it is absent. */
    List<? extends Values> sections(String key);

    /** The sections of a map with names of the user's choice, in the file's order. */
    Map<String, ? extends Values> named();

    /** The values of a map with names of the user's choice, in the file's order. */
    <T> Map<String, T> named(Class<T> type);
}
