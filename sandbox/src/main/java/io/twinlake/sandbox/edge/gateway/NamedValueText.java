package io.twinlake.sandbox.edge.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a policy in which {@code {{name}}} stands for the current value of the named value that is displayed so. */
record NamedValueText(Configuration configuration) {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]+)}}");

    boolean isUsedIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    String resolve(String text) {
        Map<String, ObjectNode> values = configuration.all("namedValues");
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(values, found.group(1))));
    }

    private static String value(Map<String, ObjectNode> values, String name) {
        return values.values().stream()
                .filter(value -> value.path("displayName").asText().equals(name))
                .map(value -> value.path("value").asText())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no named value '" + name + "'"));
    }
}
