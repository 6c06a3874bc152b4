package io.twinlake.sandbox.region.engine;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table or result.
 *
 * @param typeText the type in SQL's words, lower case ({@code array<string>})
 * @param typeName the type's kind, upper case ({@code ARRAY})
 */
public record Column(
        String name,
        String typeText,
        String typeName,
        int position,
        boolean nullable,
        @Nullable String comment) {}
