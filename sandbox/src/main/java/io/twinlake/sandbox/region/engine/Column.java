package io.twinlake.sandbox.region.engine;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table or result.
 *
 * @param typeText the type in SQL's words, lower case ({@code array<string>}); names within it are as they are, also where they are no
 *     identifiers, so that it cannot always be read
 * @param typeName the type's kind, upper case ({@code ARRAY})
 * @param json the field as Spark writes schemas, with its metadata; null where the text tells all
 */
public record Column(
        String name,
        String typeText,
        String typeName,
        int position,
        boolean nullable,
        @Nullable String comment,
        @Nullable String json) {

    public Column(
            String name, String typeText, String typeName, int position, boolean nullable, @Nullable String comment) {
        this(name, typeText, typeName, position, nullable, comment, null);
    }

    public Column named(String newName) {
        return new Column(newName, typeText, typeName, position, nullable, comment, json);
    }

    public Column commented(@Nullable String newComment) {
        return new Column(name, typeText, typeName, position, nullable, newComment, json);
    }
}
