package io.twinlake.catalogsync.situation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a policy hides from whom, by which two of different regions are told to be the same.
 *
 * @param rule what it does and when, as the platform tells it
 * @param to whom it binds
 * @param except whom it does not bind all the same, Twinlake left out
 */
record Policy(
        String name, String on, SortedMap<String, JsonNode> rule, SortedSet<String> to, SortedSet<String> except) {
    /** What says nothing of what it does. Whatever else the platform tells of it is its rule, what is newer than this as well. */
    private static final Set<String> BESIDE_THE_RULE = Set.of(
            "id",
            "name",
            "comment",
            "on_securable_type",
            "on_securable_fullname",
            "to_principals",
            "except_principals",
            "created_at",
            "created_by",
            "updated_at",
            "updated_by");

    /** @param principals the names by which the replica's region knows them; of one that it does not know there is none */
    static Policy of(ObjectNode json, Function<String, Optional<String>> principals, String twinlake) {
        SortedSet<String> except = names(json.path("except_principals"), principals);
        except.remove(twinlake);
        return new Policy(
                json.path("name").asText(),
                json.path("on_securable_type").asText() + " "
                        + json.path("on_securable_fullname").asText(),
                rule(json),
                names(json.path("to_principals"), principals),
                except);
    }

    /** A field that says nothing is as one that is not there. */
    private static SortedMap<String, JsonNode> rule(ObjectNode json) {
        SortedMap<String, JsonNode> rule = new TreeMap<>();
        json.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean empty = value.isNull() || value.isContainerNode() && value.isEmpty();
            if (!empty && !BESIDE_THE_RULE.contains(field.getKey())) {
                rule.put(field.getKey(), value);
            }
        });
        return rule;
    }

    private static SortedSet<String> names(JsonNode list, Function<String, Optional<String>> principals) {
        SortedSet<String> names = new TreeSet<>();
        list.forEach(name -> principals.apply(name.asText()).ifPresent(names::add));
        return names;
    }

    /** Whether it hides the same, from nobody less. */
    boolean covers(Policy other) {
        return rule.equals(other.rule) && to.containsAll(other.to) && other.except.containsAll(except);
    }
}
