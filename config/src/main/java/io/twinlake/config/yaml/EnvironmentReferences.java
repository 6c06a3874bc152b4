package io.twinlake.config.yaml;

import io.twinlake.config.yaml.problem.Place;
import io.twinlake.config.yaml.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the environment's values where a text says <code>${NAME}</code> or <code>${NAME:default}</code>. */
final class EnvironmentReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    private final Map<String, String> environment;

    EnvironmentReferences(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The variables that a text names, wherever in it. */
    static Set<String> named(String text) {
        return REFERENCE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    static boolean in(String text) {
        return text.contains("${");
    }

    /** The text with every reference replaced; empty, with a problem noted, when one cannot be. */
    Optional<String> expand(String text, Place place, Problems problems) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        boolean whole = true;
        while (reference.find()) {
            String name = reference.group(1);
            String value = environment.getOrDefault(name, reference.group(2));
            if (value == null) {
                problems.add(place, "${" + name + "}, which is not set", "the environment variable " + name);
                whole = false;
            }
            reference.appendReplacement(expanded, Matcher.quoteReplacement(value == null ? "" : value));
        }
        reference.appendTail(expanded);
        if (in(REFERENCE.matcher(text).replaceAll(""))) {
            problems.add(
                    place, "an unreadable ${...}", "${NAME} or ${NAME:default}, where NAME is an environment variable");
            whole = false;
        }
        return whole ? Optional.of(expanded.toString()) : Optional.empty();
    }
}
