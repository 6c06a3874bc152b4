package io.twinlake.config.name;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The name of a securable as its parts: catalog, or catalog and schema, or catalog, schema and object. A part is the bare name: it
 * is never quoted here and may hold any character that the platform allows, dots and backticks included.
 */
public record ObjectName(List<String> parts) implements Comparable<ObjectName> {
    private static final Comparator<ObjectName> ORDER =
            Comparator.comparing((ObjectName name) -> String.join("\u0000", name.parts));

    public ObjectName {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > 3 || parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a name has one to three parts, none empty: " + parts);
        }
    }

    public static ObjectName of(String... parts) {
        return new ObjectName(List.of(parts));
    }

    /** Reads a dotted name; a part in backticks may hold dots, and a doubled backtick inside stands for one. */
    public static ObjectName parse(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '`') {
                part.append('`');
                i++;
            } else if (c == '`' && (quoted || part.isEmpty())) {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a backtick is not closed: " + text);
        }
        parts.add(part.toString());
        return new ObjectName(parts);
    }

    public String catalog() {
        return parts.get(0);
    }

    /** The last part. */
    public String name() {
        return parts.get(parts.size() - 1);
    }

    public ObjectName child(String name) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(name);
        return new ObjectName(longer);
    }

    /** The name without its last part. */
    public ObjectName parent() {
        return new ObjectName(parts.subList(0, parts.size() - 1));
    }

    /** The parts joined by dots, as Unity Catalog's {@code full_name}: for messages and REST bodies, never for SQL. */
    public String fullName() {
        return String.join(".", parts);
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    /** Readable and parseable: a part that holds a dot or a backtick is written in backticks. */
    @Override
    public String toString() {
        return parts.stream().map(ObjectName::shown).collect(java.util.stream.Collectors.joining("."));
    }

    private static String shown(String part) {
        return part.indexOf('.') < 0 && part.indexOf('`') < 0 ? part : "`" + part.replace("`", "``") + "`";
    }
}
