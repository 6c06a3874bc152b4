package io.twinlake.config.yaml;

import io.twinlake.config.description.Format;
import io.twinlake.config.yaml.problem.Place;
import io.twinlake.config.yaml.problem.Problems;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads single values by their format. */
final class ValueReader {
    private final EnvironmentReferences environment;
    private final Problems problems;

    ValueReader(EnvironmentReferences environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Optional<Reading> read(Format format, Node node, Place place) {
        if (!(node instanceof ScalarNode scalar) || !fits(format, scalar)) {
            problems.add(place, describe(node, format), format.expected() + hint(format, node));
            return Optional.empty();
        }
        return environment.expand(scalar.getValue(), place, problems).flatMap(text -> read(format, text, place));
    }

    /** Reads the text of a value whose type is already known to fit. */
    Optional<Reading> read(Format format, String text, Place place) {
        if (format.holdsStrayToken(text)) {
            problems.add(
                    place,
                    "a personal access token",
                    format.expected() + "; a token goes under credentials: " + "{type: pat, token: ...} only");
            return Optional.empty();
        }
        try {
            return Optional.of(new Reading.Value(place, format.read(text)));
        } catch (IllegalArgumentException refused) {
            problems.add(
                    place, format.confidential() ? hidden(refused) : quoted(text) + reason(refused), format.expected());
            return Optional.empty();
        }
    }

    private static String hidden(IllegalArgumentException refused) {
        return refused.getMessage() == null ? "an empty secret" : refused.getMessage();
    }

    private static String reason(IllegalArgumentException refused) {
        return refused.getMessage() == null ? "" : " (" + refused.getMessage() + ")";
    }

    /** What stands at a node, in words. */
    static String describe(Node node) {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (!(node instanceof ScalarNode scalar)) {
            return "a section";
        }
        String type = Map.of(Tag.INT, "the number ", Tag.FLOAT, "the number ", Tag.TIMESTAMP, "the date ")
                .getOrDefault(scalar.getTag(), "");
        return Tag.NULL.equals(scalar.getTag()) ? "nothing" : type + quoted(scalar.getValue());
    }

    private static String describe(Node node, Format format) {
        boolean hidden = format.confidential() && node instanceof ScalarNode && !Tag.NULL.equals(node.getTag());
        return hidden ? "a value that is not a text" : describe(node);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static boolean fits(Format format, ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (EnvironmentReferences.in(scalar.getValue())) {
            return Tag.STR.equals(tag);
        }
        return switch (format.type()) {
            case STRING -> Tag.STR.equals(tag);
            case INTEGER -> Tag.INT.equals(tag);
            case NUMBER -> Tag.INT.equals(tag) || Tag.FLOAT.equals(tag);
            case BOOLEAN -> Tag.BOOL.equals(tag);
        };
    }

    private static String hint(Format format, Node node) {
        boolean unquoted =
                format.type() == Format.Type.STRING && node instanceof ScalarNode && !Tag.NULL.equals(node.getTag());
        return unquoted ? " (put it in quotes)" : "";
    }
}
