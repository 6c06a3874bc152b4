package io.twinlake.config.yaml;

import io.twinlake.config.description.Key;
import io.twinlake.config.description.Shape;
import io.twinlake.config.yaml.problem.Place;
import io.twinlake.config.yaml.problem.Problems;
import io.twinlake.config.yaml.problem.Spelling;
import java.util.ArrayList;
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
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a node of the file by the shape that it should have; what does not fit becomes a problem and is left out. */
final class ShapeReader {
    private final ValueReader values;
    private final Problems problems;

    ShapeReader(EnvironmentReferences environment, Problems problems) {
        this.values = new ValueReader(environment, problems);
        this.problems = problems;
    }

    Optional<Reading> read(Shape shape, Node node, String key) {
        Place place = Place.of(key, node.getStartMark());
        if (shape instanceof Shape.Single single) {
            return values.read(single.format(), node, place);
        }
        if (shape instanceof Shape.OrNull value) {
            return Tag.NULL.equals(node.getTag())
                    ? Optional.of(new Reading.Nothing(place))
                    : values.read(value.format(), node, place);
        }
        if (shape instanceof Shape.Items items) {
            return node instanceof SequenceNode list
                    ? Optional.of(items(items, list, place))
                    : wrong(node, place, "a list");
        }
        if (shape instanceof Shape.Abbreviated brief && node instanceof ScalarNode) {
            return brief(brief, node, place);
        }
        return node instanceof MappingNode map ? map(shape, map, place) : wrong(node, place, "a section");
    }

    private Optional<Reading> wrong(Node node, Place place, String expected) {
        problems.add(place, ValueReader.describe(node), expected);
        return Optional.empty();
    }

    private Reading items(Shape.Items shape, SequenceNode list, Place place) {
        List<Reading> items = new ArrayList<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            read(shape.item(), list.getValue().get(i), place.key() + "[" + i + "]")
                    .ifPresent(items::add);
        }
        if (list.getValue().size() < shape.least()) {
            problems.add(place, "an empty list", "at least " + shape.least() + " item");
        }
        return new Reading.Items(place, items);
    }

    private Optional<Reading> map(Shape shape, MappingNode map, Place place) {
        Map<String, NodeTuple> nodes = new MapEntries(problems).of(map, place);
        if (shape instanceof Shape.Named named) {
            return Optional.of(named(named, nodes, place));
        }
        if (shape instanceof Shape.Kinds kinds) {
            return kinds(kinds, nodes, place);
        }
        if (shape instanceof Shape.Either either) {
            return either(either, nodes, place);
        }
        Shape.Section section = shape instanceof Shape.Abbreviated brief ? brief.section() : (Shape.Section) shape;
        return Optional.of(section(section, nodes, place));
    }

    private Reading named(Shape.Named shape, Map<String, NodeTuple> nodes, Place place) {
        Map<String, Reading> entries = new LinkedHashMap<>();
        nodes.forEach((name, entryNodes) -> {
            Place entry = Place.of(place.path(name), entryNodes.getKeyNode().getStartMark());
            if (values.read(shape.name(), name, entry).isPresent()) {
                read(shape.value(), entryNodes.getValueNode(), entry.key())
                        .ifPresent(reading -> entries.put(name, reading));
            }
        });
        if (nodes.size() < shape.least()) {
            problems.add(place, nodes.size() + " of them", "at least " + shape.least());
        }
        return new Reading.Settings(place, entries);
    }

    private Optional<Reading> kinds(Shape.Kinds shape, Map<String, NodeTuple> nodes, Place place) {
        Optional<Reading> kind = value(shape.by(), nodes, place);
        String name = kind.map(reading -> ((Reading.Value) reading).value().toString())
                .orElse("");
        Shape.Section section = shape.sections().get(name);
        if (kind.isEmpty() || section == null) {
            kind.ifPresent(reading -> problems.add(
                    reading.place(),
                    '"' + name + '"',
                    Spelling.oneOf(name, shape.sections().keySet())));
            return Optional.empty();
        }
        List<Key> keys = new ArrayList<>(List.of(shape.by()));
        keys.addAll(section.keys());
        return Optional.of(section(new Shape.Section(keys, section.former()), nodes, place));
    }

    private Optional<Reading> either(Shape.Either shape, Map<String, NodeTuple> nodes, Place place) {
        List<Shape.Section> meant = shape.sections().stream()
                .filter(section -> nodes.containsKey(section.keys().get(0).name()))
                .toList();
        if (meant.size() == 1) {
            return Optional.of(section(meant.get(0), nodes, place));
        }
        List<String> leads = shape.sections().stream()
                .map(section -> section.keys().get(0).name())
                .toList();
        problems.add(place, meant.isEmpty() ? "none of them" : "both", "either " + String.join(" or ", leads));
        return Optional.empty();
    }

    private Optional<Reading> brief(Shape.Abbreviated shape, Node node, Place place) {
        Key alone = shape.section().keys().stream()
                .filter(key -> key.name().equals(shape.key()))
                .findFirst()
                .orElseThrow();
        return read(alone.shape(), node, place.key())
                .map(value -> new Reading.Settings(place, Map.of()).with(shape.key(), value));
    }

    private Reading.Settings section(Shape.Section section, Map<String, NodeTuple> nodes, Place place) {
        List<String> known = section.keys().stream().map(Key::name).toList();
        nodes.forEach((name, entry) -> {
            if (!known.contains(name)) {
                Place unknown = Place.of(place.path(name), entry.getKeyNode().getStartMark());
                @Nullable String instead = section.former().get(name);
                problems.add(
                        unknown,
                        instead == null ? "an unknown key" : "a key of earlier versions",
                        instead == null ? Spelling.oneOf(name, known) : instead);
            }
        });
        Map<String, Reading> entries = new LinkedHashMap<>();
        section.keys().forEach(key -> value(key, nodes, place).ifPresent(reading -> entries.put(key.name(), reading)));
        return new Reading.Settings(place, entries);
    }

    private Optional<Reading> value(Key key, Map<String, NodeTuple> nodes, Place place) {
        NodeTuple entry = nodes.get(key.name());
        if (entry != null) {
            return read(key.shape(), entry.getValueNode(), place.path(key.name()));
        }
        Place absent = place.child(key.name());
        if (key.required()) {
            problems.add(absent, "nothing", key.unit() + ": " + key.meaning());
        }
        return key.required() ? Optional.empty() : standIn(key, absent);
    }

    /** What an absent key stands for: its default, or a section of defaults; a section that must say something stands for nothing. */
    private Optional<Reading> standIn(Key key, Place place) {
        if (key.shape() instanceof Shape.Single single) {
            return Optional.ofNullable(key.standard()).flatMap(text -> values.read(single.format(), text, place));
        }
        if (key.shape() instanceof Shape.Section section) {
            boolean mustSay = section.keys().stream().anyMatch(Key::required);
            return mustSay ? Optional.empty() : Optional.of(section(section, Map.of(), place));
        }
        return key.shape() instanceof Shape.Kinds kinds ? kinds(kinds, Map.of(), place) : Optional.empty();
    }
}
