package io.twinlake.clients.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.GroupName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says that Twinlake made an object: for which group, from which object of the source. Kinds with properties carry it there, functions at
 * the end of their comment. It is no part of an object's definition.
 *
 * @param source the source's own id of the object
 * @param archived whether the object was set aside by Twinlake and is no replica any more
 */
public record Marker(String group, String source, boolean archived) {
    /** What every marker property begins with. */
    public static final String PREFIX = "twinlake.";

    private static final String GROUP = PREFIX + "group";
    private static final String SOURCE = PREFIX + "source";

    /** The properties that every marked object has. */
    public static final List<String> NAMES = List.of(GROUP, SOURCE);

    /** The property that says that an object was set aside. */
    public static final String ARCHIVED = PREFIX + "archived";

    private static final Pattern SUFFIX =
            Pattern.compile("\\s*\\[twinlake group=(.*?) source=(\\S*)]$", Pattern.DOTALL);

    public static Marker of(GroupName group, String source) {
        return new Marker(group.value(), source, false);
    }

    /** The marker among an object's properties. */
    public static Optional<Marker> among(Map<String, String> properties) {
        String group = properties.get(GROUP);
        String source = properties.get(SOURCE);
        return group == null || source == null
                ? Optional.empty()
                : Optional.of(new Marker(group, source, properties.containsKey(ARCHIVED)));
    }

    /** The marker at the end of a comment. */
    public static Optional<Marker> endOf(@Nullable String comment) {
        Matcher matcher = SUFFIX.matcher(comment == null ? "" : comment);
        return matcher.find() ? Optional.of(new Marker(matcher.group(1), matcher.group(2), false)) : Optional.empty();
    }

    /** A comment without the marker; null where nothing is left. */
    public static @Nullable String strip(@Nullable String comment) {
        if (comment == null) {
            return null;
        }
        String stripped = SUFFIX.matcher(comment).replaceFirst("");
        return stripped.isEmpty() ? null : stripped;
    }

    /** The marker of an object as the platform describes it. */
    public static Optional<Marker> in(JsonNode object) {
        Map<String, String> properties = new TreeMap<>();
        object.path("properties")
                .properties()
                .forEach(property ->
                        properties.put(property.getKey(), property.getValue().asText()));
        return among(properties);
    }

    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(GROUP, group);
        properties.put(SOURCE, source);
        if (archived) {
            properties.put(ARCHIVED, "true");
        }
        return properties;
    }

    /** A comment with the marker at its end. */
    public String appendTo(@Nullable String comment) {
        String suffix = "[twinlake group=" + group + " source=" + source + "]";
        return comment == null || comment.isEmpty() ? suffix : comment + " " + suffix;
    }
}
