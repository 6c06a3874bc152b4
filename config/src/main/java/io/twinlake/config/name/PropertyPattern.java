package io.twinlake.config.name;

/** A pattern over the names of properties, with {@code *} for any characters; case does not matter. */
public record PropertyPattern(String text) {
    public PropertyPattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a pattern of properties is not empty");
        }
    }

    /** Whether a property has such a name. */
    public boolean matches(String property) {
        return NamePattern.matches(text, property);
    }

    @Override
    public String toString() {
        return text;
    }
}
