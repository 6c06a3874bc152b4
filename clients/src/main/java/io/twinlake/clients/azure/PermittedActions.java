package io.twinlake.clients.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What the caller may do with a resource of Azure, by all roles that reach it. */
public record PermittedActions(List<Role> roles) {
    /**
     * What one role gives.
     *
     * @param actions with {@code *} for any characters; case does not matter
     * @param notActions of those, what it does not give
     */
    public record Role(List<String> actions, List<String> notActions) {
        public Role {
            actions = List.copyOf(actions);
            notActions = List.copyOf(notActions);
        }

        boolean gives(String action) {
            return fitsAny(actions, action) && !fitsAny(notActions, action);
        }

        private static boolean fitsAny(List<String> patterns, String action) {
            return patterns.stream().anyMatch(pattern -> fits(pattern, action));
        }

        private static boolean fits(String pattern, String action) {
            String expression = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                    .matcher(action)
                    .matches();
        }
    }

    public PermittedActions {
        roles = List.copyOf(roles);
    }

    /** What one role excludes another may still give. */
    public boolean include(String action) {
        return roles.stream().anyMatch(role -> role.gives(action));
    }

    static PermittedActions of(ObjectNode answer) {
        List<Role> roles = new ArrayList<>();
        answer.path("value")
                .forEach(role -> roles.add(new Role(texts(role.path("actions")), texts(role.path("notActions")))));
        return new PermittedActions(roles);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
