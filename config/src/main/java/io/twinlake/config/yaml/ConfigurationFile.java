package io.twinlake.config.yaml;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.description.TwinlakeFile;
import io.twinlake.config.yaml.Reading.Settings;
import io.twinlake.config.yaml.problem.InvalidConfiguration;
import io.twinlake.config.yaml.problem.Place;
import io.twinlake.config.yaml.problem.Problems;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code twinlake.yml}: the whole configuration, valid, or every problem that it has. */
public final class ConfigurationFile {
    private static final Place WHOLE_FILE = new Place("", 0, 0);

    private final Path file;
    private final EnvironmentReferences environment;
    private final Problems problems;

    private ConfigurationFile(Path file, Map<String, String> environment) {
        this.file = file.toAbsolutePath().normalize();
        this.environment = new EnvironmentReferences(environment);
        this.problems = new Problems(file);
    }

    /**
     * Reads a file; contacts nothing.
     *
     * @param environment the variables that <code>${NAME}</code> may name
     * @throws InvalidConfiguration with all problems
     */
    public static TwinlakeConfig read(Path file, Map<String, String> environment) {
        return new ConfigurationFile(file, environment).read();
    }

    /** The variables that the values of a file refer to, and no comment; none where it cannot be read, which {@link #read} tells. */
    public static Set<String> variables(Path file) {
        ConfigurationFile reading = new ConfigurationFile(file, Map.of());
        Set<String> named = new HashSet<>();
        // An alias may lead to a node again, even to one that it is in.
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> left =
                new ArrayDeque<>(reading.text().flatMap(reading::nodes).stream().toList());
        while (!left.isEmpty()) {
            Node node = left.pop();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof ScalarNode scalar) {
                named.addAll(EnvironmentReferences.named(scalar.getValue()));
            } else if (node instanceof SequenceNode list) {
                left.addAll(list.getValue());
            } else if (node instanceof MappingNode map) {
                map.getValue().forEach(entry -> left.add(entry.getValueNode()));
            }
        }
        return named;
    }

    private TwinlakeConfig read() {
        Optional<Settings> settings = text().flatMap(this::nodes)
                .flatMap(root -> new ShapeReader(environment, problems).read(TwinlakeFile.root(), root, ""))
                .map(Settings.class::cast);
        settings.ifPresent(read -> ReferenceCheck.check(read, problems));
        settings.flatMap(read -> read.section("azure"))
                .ifPresent(azure -> TrustStoreCheck.check(azure, file, problems));
        problems.refuseIfAny();
        return TwinlakeFile.config(settings.orElseThrow(), file);
    }

    private Optional<String> text() {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            problems.add(WHOLE_FILE, "no such file", "a configuration file");
        } catch (CharacterCodingException e) {
            problems.add(WHOLE_FILE, "bytes that are not UTF-8", "a UTF-8 text");
        } catch (IOException e) {
            problems.add(WHOLE_FILE, "that it cannot be read (" + e + ")", "a readable file");
        }
        return Optional.empty();
    }

    private Optional<Node> nodes(String text) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                problems.add(WHOLE_FILE, "nothing", "regions and groups");
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            problems.add(Place.of("", e.getProblemMark()), e.getProblem(), "YAML");
        } catch (YAMLException e) {
            problems.add(WHOLE_FILE, e.toString(), "YAML");
        }
        return Optional.empty();
    }
}
