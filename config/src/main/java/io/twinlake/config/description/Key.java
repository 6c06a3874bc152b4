package io.twinlake.config.description;

import org.jspecify.annotations.Nullable;

/**
 * One key of a section.
 *
 * @param meaning what it sets, in a sentence
 * @param unit the unit or form of its value, as the documentation prints it
 * @param required whether the file must hold it
 * @param standard the text that an absent key stands for, if it stands for one
 */
public record Key(
        String name,
        Shape shape,
        String meaning,
        String unit,
        boolean required,
        @Nullable String standard) {

    static Key required(String name, Shape shape, String unit, String meaning) {
        return new Key(name, shape, meaning, unit, true, null);
    }

    static Key required(String name, Format format, String unit, String meaning) {
        return required(name, new Shape.Single(format), unit, meaning);
    }

    static Key optional(String name, Shape shape, String unit, String meaning) {
        return new Key(name, shape, meaning, unit, false, null);
    }

    static Key optional(String name, Format format, String unit, String meaning) {
        return optional(name, new Shape.Single(format), unit, meaning);
    }

    static Key standard(String name, Format format, String unit, String standard, String meaning) {
        return new Key(name, new Shape.Single(format), meaning, unit, false, standard);
    }
}
