package io.twinlake.sandbox.region.engine;

import org.jspecify.annotations.Nullable;

/** A value for the marker {@code :name}, as text and cast to the SQL type {@code type}; null is SQL's NULL. */
public record SqlParameter(
        String name, String type, @Nullable String value) {}
