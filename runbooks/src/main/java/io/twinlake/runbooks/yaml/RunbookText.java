package io.twinlake.runbooks.yaml;

import io.twinlake.runbooks.InvalidRunbook;
import io.twinlake.runbooks.RunbookProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The sections of one runbook's text, and what is wrong with them. */
final class RunbookText {
    private final String source;
    private final List<RunbookProblem> found = new ArrayList<>();

    RunbookText(String source) {
        this.source = source;
    }

    void add(int line, String message) {
        found.add(new RunbookProblem(source, line, message));
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(RunbookProblem::line));
            throw new InvalidRunbook(source, found);
        }
    }

    /** A map with known keys; what is no map, or no known key, is a problem. */
    Section section(Node node, List<String> known) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> enter(entry, known, entries));
        } else {
            add(line(node), "expected a section with the keys " + String.join(", ", known));
        }
        return new Section(line(node), entries);
    }

    private void enter(NodeTuple entry, List<String> known, Map<String, Node> entries) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        int line = line(entry.getKeyNode());
        if (!known.contains(key)) {
            add(line, "unknown key '" + key + "', expected one of " + String.join(", ", known));
        } else if (entries.put(key, entry.getValueNode()) != null) {
            add(line, "the key '" + key + "' stands here twice");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** The entries of one map. */
    final class Section {
        private final int line;
        private final Map<String, Node> entries;

        private Section(int line, Map<String, Node> entries) {
            this.line = line;
            this.entries = entries;
        }

        int line() {
            return line;
        }

        boolean has(String key) {
            return entries.containsKey(key);
        }

        /** A text, if there is one. */
        Optional<String> find(String key) {
            return entries.get(key) instanceof ScalarNode scalar
                            && !scalar.getValue().isBlank()
                    ? Optional.of(scalar.getValue().strip())
                    : Optional.empty();
        }

        /** A text that must be there and not be empty. */
        String text(String key) {
            Optional<String> text = find(key);
            if (text.isEmpty()) {
                refuse(key, "'" + key + "' needs a text");
            }
            return text.orElse("");
        }

        /** Tells a problem at a key's value, or at the section where it has none. */
        void refuse(String key, String message) {
            @Nullable Node node = entries.get(key);
            add(node == null ? line : RunbookText.line(node), message);
        }

        /** A text that is one of a few words. */
        Optional<String> oneOf(String key, List<String> words) {
            String word = text(key);
            if (words.contains(word)) {
                return Optional.of(word);
            }
            if (!word.isEmpty()) {
                refuse(key, "unknown " + key + " '" + word + "', expected one of " + String.join(", ", words));
            }
            return Optional.empty();
        }

        /** A list that must be there and not be empty. */
        List<Node> items(String key) {
            @Nullable Node node = entries.get(key);
            if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
                return list.getValue();
            }
            refuse(key, "'" + key + "' needs a list of at least one");
            return List.of();
        }
    }
}
