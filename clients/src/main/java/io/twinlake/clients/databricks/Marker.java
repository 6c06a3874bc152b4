package io.twinlake.clients.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.name.GroupName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says that Twinlake made an object: for which group, from which object of the source, and which object it made. It is no part of an object's
 * definition, and no proof to a sync: copies carry it too. Functions, which have no properties, carry none.
 *
 * @param source the source's own id of the object
 * @param intent names the intent whose statement wrote it; null where none did
 * @param object the marked object's own id, known once it was made; a copy carries that of another object. Null until it was told
 * @param archived whether the object was set aside by Twinlake and is no replica any more
 */
public record Marker(
        String group,
        String source,
        @Nullable String intent,
        @Nullable String object,
        boolean archived) {
    /** What every marker property begins with. */
    public static final String PREFIX = "twinlake.";

    private static final String GROUP = PREFIX + "group";
    private static final String SOURCE = PREFIX + "source";
    private static final String INTENT = PREFIX + "intent";
    private static final String OBJECT = PREFIX + "object";

    /** The properties that marked objects have. */
    public static final List<String> NAMES = List.of(GROUP, INTENT, OBJECT, SOURCE);

    /** The property that says that an object was set aside. */
    public static final String ARCHIVED = PREFIX + "archived";

    public static Marker of(GroupName group, String source) {
        return new Marker(group.value(), source, null, null, false);
    }

    /** Of what is kept under a name of its own, and is no replica. */
    public static Marker archived(GroupName group, String source) {
        return new Marker(group.value(), source, null, null, true);
    }

    /** The same, written by the statement of an intent. */
    public Marker by(String writing) {
        return new Marker(group, source, writing, object, archived);
    }

    /** The same, of the object that was made. */
    public Marker on(String made) {
        return new Marker(group, source, intent, made, archived);
    }

    /** The marker among an object's properties. */
    public static Optional<Marker> among(Map<String, String> properties) {
        String group = properties.get(GROUP);
        String source = properties.get(SOURCE);
        return group == null || source == null
                ? Optional.empty()
                : Optional.of(new Marker(
                        group,
                        source,
                        properties.get(INTENT),
                        properties.get(OBJECT),
                        properties.containsKey(ARCHIVED)));
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

    /** Whether another one says the same of group and source, whoever wrote it and onto whatever. */
    public boolean saysAs(Marker other) {
        return group.equals(other.group) && source.equals(other.source) && archived == other.archived;
    }

    /** Whether it was made for the object of this id, and did not come with a copy. */
    public boolean names(String id) {
        return id.equals(object);
    }

    /** Whether it names an object that is neither this one nor the source: what bears it is somebody's copy. A clone brings the source's. */
    public boolean namesAnother(String id) {
        return object != null && !object.equals(id) && !object.equals(source);
    }

    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(GROUP, group);
        properties.put(SOURCE, source);
        if (intent != null) {
            properties.put(INTENT, intent);
        }
        if (object != null) {
            properties.put(OBJECT, object);
        }
        if (archived) {
            properties.put(ARCHIVED, "true");
        }
        return properties;
    }
}
