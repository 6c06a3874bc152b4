package io.twinlake.catalogsync.situation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a policy hides from whom, by which two of different regions are told to be the same.
 *
 * @param rule what it does and when, as the platform tells it
 * @param to whom it binds
 * @param except whom it does not bind all the same, Twinlake left out
 */
record Policy(String name, String on, List<JsonNode> rule, SortedSet<String> to, SortedSet<String> except) {
    private static final List<String> RULE = List.of(
            "policy_type", "for_securable_type", "row_filter", "column_mask", "match_columns", "when_condition");

    /** @param principals the names by which the replica's region knows them; of one that it does not know there is none */
    static Policy of(ObjectNode json, Function<String, Optional<String>> principals, String twinlake) {
        SortedSet<String> except = names(json.path("except_principals"), principals);
        except.remove(twinlake);
        return new Policy(
                json.path("name").asText(),
                json.path("on_securable_type").asText() + " "
                        + json.path("on_securable_fullname").asText(),
                RULE.stream().map(json::path).toList(),
                names(json.path("to_principals"), principals),
                except);
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
