package io.twinlake.config.name;

import java.util.List;

/** A pattern over whole names, {@code catalog.schema.object}, with {@code *} for any characters within a part; case does not matter. */
public record ObjectPattern(String text) {
    public ObjectPattern {
        if (ObjectName.parse(text).parts().size() != 3) {
            throw new IllegalArgumentException("a pattern is catalog.schema.object: " + text);
        }
    }

    /** Whether an object has such a name. */
    public boolean matches(ObjectName object) {
        List<String> patterns = ObjectName.parse(text).parts();
        List<String> names = object.parts();
        return names.size() == 3
                && NamePattern.matches(patterns.get(0), names.get(0))
                && NamePattern.matches(patterns.get(1), names.get(1))
                && NamePattern.matches(patterns.get(2), names.get(2));
    }

    @Override
    public String toString() {
        return text;
    }
}
