package io.twinlake.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.yaml.ConfigurationFile;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One command as it was typed: its words, options and caller, and the one way in which it answers. */
public final class Invocation {
    private static final Set<String> OWN_VARIABLES = Set.of("TWINLAKE_CONFIG", "NO_COLOR", "COLUMNS");

    private final List<String> words;
    private final GlobalOptions options;
    private final Caller caller;
    private final @Nullable GroupName moved;

    public Invocation(List<String> words, GlobalOptions options, Caller caller) {
        this(words, options, caller, null);
    }

    private Invocation(List<String> words, GlobalOptions options, Caller caller, @Nullable GroupName moved) {
        this.words = List.copyOf(words);
        this.options = options;
        this.caller = caller;
        this.moved = moved;
    }

    /** The same command with more words, as if they had been typed. */
    public Invocation with(String... more) {
        List<String> longer = new java.util.ArrayList<>(words);
        longer.addAll(List.of(more));
        return new Invocation(longer, options, caller, moved);
    }

    /** The same command, known to move a group under whatever epoch the ledger's owner names first. */
    public Invocation moving(GroupName group) {
        return new Invocation(words, options, caller, group);
    }

    /** The group that the command moves and for which no epoch was typed. */
    public Optional<GroupName> moved() {
        return Optional.ofNullable(moved);
    }

    /** Of the environment what the configuration refers to and what the command line reads itself. */
    public Map<String, String> variables() {
        Set<String> named = new HashSet<>(OWN_VARIABLES);
        named.addAll(ConfigurationFile.variables(configFile()));
        Map<String, String> variables = new TreeMap<>(caller.environment());
        variables.keySet().retainAll(named);
        return variables;
    }

    /** The command line, without the program's name. */
    public List<String> words() {
        return words;
    }

    public Caller caller() {
        return caller;
    }

    /** How much to log: 0 is quiet. */
    public int verbosity() {
        return options.verbose.length;
    }

    /** A path of an option, resolved against the caller's folder. */
    public Path resolve(String path) {
        return caller.directory().resolve(path).normalize();
    }

    /** The configuration's file: the option, else {@code twinlake.yml} here, else the environment's. */
    public Path configFile() {
        Path here = resolve("twinlake.yml");
        @Nullable String fromEnvironment = caller.environment().get("TWINLAKE_CONFIG");
        if (options.config != null) {
            return existing(resolve(options.config));
        }
        if (fromEnvironment != null && !Files.exists(here)) {
            return existing(resolve(fromEnvironment));
        }
        return existing(here);
    }

    /** The valid configuration; its environment is the caller's. */
    public TwinlakeConfig config() {
        return ConfigurationFile.read(configFile(), caller.environment());
    }

    /** The group of the option, or the only one. */
    public FailoverGroup group(TwinlakeConfig config) {
        Collection<FailoverGroup> groups = groups(config);
        if (groups.size() == 1) {
            return groups.iterator().next();
        }
        throw CommandFailure.usage(
                "The configuration has " + groups.size() + " failover groups.",
                "Name one with --group: " + names(config) + ".");
    }

    /** The group of the option, or all of them in the order of their names. */
    public List<FailoverGroup> groups(TwinlakeConfig config) {
        if (options.group == null) {
            return config.groups().values().stream()
                    .sorted(java.util.Comparator.comparing(
                            (FailoverGroup group) -> group.name().value()))
                    .toList();
        }
        @Nullable
        FailoverGroup group = options.group.isBlank() ? null : config.groups().get(new GroupName(options.group));
        if (group == null) {
            throw CommandFailure.usage(
                    "The configuration has no failover group '" + options.group + "'.",
                    "It has: " + names(config) + ".");
        }
        return List.of(group);
    }

    /** Writes the answer to standard output in the format that was asked for. */
    public void answer(Answer answer) {
        switch (options.output) {
            case table -> answer.print(page(caller.out()));
            case json -> print(Json.indented(answer.document()));
            case yaml -> print(Json.yaml(answer.document()));
            case jsonl -> lines(answer).forEach(line -> print(Json.line(line)));
        }
        caller.out().flush();
    }

    /** Tells of a failure: for people on standard error, for programs as the error document on standard output. */
    public void tell(CommandFailure failure) {
        FailureAnswer answer = new FailureAnswer(failure);
        if (options.output == OutputFormat.table) {
            answer.print(page(caller.err()));
            caller.err().flush();
        } else {
            answer(answer);
        }
    }

    /** One sentence beside the answer, on standard error. */
    public void note(String sentence) {
        caller.err().println(Visible.line(sentence));
        caller.err().flush();
    }

    private Page page(PrintStream stream) {
        return new Page(stream, colour(), caller.columns());
    }

    private boolean colour() {
        String forbidden = caller.environment().getOrDefault("NO_COLOR", "");
        return caller.terminal() && !options.noColor && forbidden.isEmpty();
    }

    private void print(String text) {
        caller.out().println(text);
    }

    private static List<ObjectNode> lines(Answer answer) {
        ObjectNode document = answer.document();
        if (answer.list().isEmpty()) {
            return List.of(document);
        }
        JsonNode items = document.remove(answer.list().get());
        List<ObjectNode> lines = new java.util.ArrayList<>(List.of(document));
        StreamSupport.stream(items.spliterator(), false)
                .map(ObjectNode.class::cast)
                .forEach(lines::add);
        return lines;
    }

    private static String names(TwinlakeConfig config) {
        return config.groups().keySet().stream().map(GroupName::value).sorted().collect(Collectors.joining(", "));
    }

    private static Path existing(Path file) {
        if (Files.isRegularFile(file)) {
            return file;
        }
        throw CommandFailure.usage(
                "There is no configuration file " + file + ".",
                "Name it with --config FILE or TWINLAKE_CONFIG, or write ./twinlake.yml; `twinlake config schema` tells its keys.");
    }
}
