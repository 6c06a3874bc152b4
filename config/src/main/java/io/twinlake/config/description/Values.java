package io.twinlake.config.description;

import java.util.Map;
import java.util.Optional;

/** What was read of one section of the file, each value in the type of its format. */
public interface Values {
    /** The value of a key that must be there, or has a default. */
    <T> T get(String key, Class<T> type);

    Optional<? extends Values> section(String key);

    /** The sections of a map with names of the user's choice, in the file's order. */
    Map<String, ? extends Values> named();
}
