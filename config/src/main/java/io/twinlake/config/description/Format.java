package io.twinlake.config.description;

import io.twinlake.config.access.Secret;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one single value is written.
 *
 * @param expected completes "expected ..." in a message
 * @param type the type that YAML and JSON give to the value
 * @param pattern a regular expression that every valid text matches, for the JSON Schema
 * @param least the least number allowed
 * @param most the greatest number allowed
 * @param content whether the value may be shown
 * @param reading turns the text into the value; an {@link IllegalArgumentException} says why it cannot
 */
public record Format(
        String expected,
        Type type,
        @Nullable String pattern,
        @Nullable Number least,
        @Nullable Number most,
        Content content,
        Function<String, Object> reading) {

    private static final Pattern TOKEN = Pattern.compile("dapi[0-9a-f]{32}");

    /** The types of single values that YAML and JSON share. */
    public enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN;

        /** The type's name in a JSON Schema. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a value may give away. */
    public enum Content {
        PLAIN,
        SECRET,
        PERSONAL_ACCESS_TOKEN
    }

    static Format text(String expected, String pattern, Function<String, Object> reading) {
        return new Format(expected, Type.STRING, pattern, null, null, Content.PLAIN, reading);
    }

    static Format secret(String expected, Content content) {
        return secret(expected, content, Secret::new);
    }

    /** One that not every text is good enough for: the reading's refusal says what it is, never what it says. */
    static Format secret(String expected, Content content, Function<String, Object> reading) {
        return new Format(expected, Type.STRING, "\\S", null, null, content, reading);
    }

    static Format wholeNumber(int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        return new Format(expected, Type.INTEGER, null, least, most, Content.PLAIN, Integer::valueOf);
    }

    static Format percent() {
        return new Format(
                "a percentage from 0 to 100, for example 99.9",
                Type.NUMBER,
                null,
                0,
                100,
                Content.PLAIN,
                Double::valueOf);
    }

    static Format flag() {
        return new Format("true or false", Type.BOOLEAN, null, null, null, Content.PLAIN, Format::flag);
    }

    /**
     * The value that the text stands for.
     *
     * @throws IllegalArgumentException when it stands for none; its message, if it has one, adds a reason to {@code expected}
     */
    public Object read(String text) {
        if (pattern != null && !Pattern.compile(pattern).matcher(text).find()) {
            throw new IllegalArgumentException();
        }
        Object value = reading.apply(text);
        if (value instanceof Number number && !inRange(number.doubleValue())) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** Whether the text holds a personal access token although this value is not the key for one. */
    public boolean holdsStrayToken(String text) {
        return content != Content.PERSONAL_ACCESS_TOKEN && TOKEN.matcher(text).find();
    }

    /** Whether the value must never be shown. */
    public boolean confidential() {
        return content != Content.PLAIN;
    }

    private boolean inRange(double number) {
        return (least == null || number >= least.doubleValue()) && (most == null || number <= most.doubleValue());
    }

    private static Object flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
