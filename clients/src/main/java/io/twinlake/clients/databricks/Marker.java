package io.twinlake.clients.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.GroupName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says that Twinlake made an object: for which group, from which object of the source. It is no part of an object's definition, and no proof:
 * copies carry it too. Functions, which have no properties, carry none.
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
}
