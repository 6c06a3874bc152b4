package io.twinlake.catalogsync.decide;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.kind.Function;
import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.sql.NamesRead;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order in which views and functions can be created, and which of them cannot be. What the platform says that a view reads is checked
 * against a parse of its text: the order respects both, a disagreement is a warning.
 */
public final class Dependencies {
    private final FailoverGroup group;
    private final Inventory source;
    private final Map<SecurableKey, Standing> standings = new HashMap<>();
    private final Map<SecurableKey, SortedSet<SecurableKey>> reads = new HashMap<>();
    private final Deque<SecurableKey> path = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();

    public Dependencies(FailoverGroup group, Inventory source) {
        this.group = group;
        this.source = source;
        source.securables().values().forEach(this::standing);
    }

    /** 0 for what reads nothing else, else one more than the highest of what it reads. */
    public int level(SecurableKey key) {
        Standing standing = standings.get(key);
        return standing == null ? 0 : standing.level();
    }

    /** Why an object cannot exist at the replica, or nobody can tell, naming what is missing. */
    public Optional<Failure> obstacle(SecurableKey key) {
        return Optional.ofNullable(standings.get(key))
                .flatMap(Standing::obstacle)
                .map(obstacle -> obstacle.of(key));
    }

    /** All that an object reads, and what that reads, by the keys under which the source lists it; what it does not list by the name that is read. */
    public SortedSet<SecurableKey> below(SecurableKey key) {
        SortedSet<SecurableKey> below = new TreeSet<>();
        collect(key, below);
        return below;
    }

    private void collect(SecurableKey key, SortedSet<SecurableKey> below) {
        for (SecurableKey read : reads.getOrDefault(key, new TreeSet<>())) {
            SecurableKey listed = source.findNamed(read).map(Securable::key).orElse(read);
            if (below.add(listed)) {
                collect(listed, below);
            }
        }
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private Standing standing(Securable securable) {
        Standing known = standings.get(securable.key());
        if (known != null) {
            return known;
        }
        if (path.contains(securable.key())) {
            return new Standing(0, Optional.of(new Obstacle(cycle(securable.key()), null)));
        }
        path.push(securable.key());
        Standing standing = new Standing(0, Optional.empty());
        reads.put(securable.key(), reads(securable));
        for (SecurableKey read : reads.get(securable.key())) {
            standing = standing.above(read.name(), standing(read));
        }
        path.pop();
        standings.put(securable.key(), standing);
        return standing;
    }

    /** What somebody reads, by its name; the platform names views and tables alike. */
    private Standing standing(SecurableKey read) {
        ObjectName name = read.name();
        if (name.catalog().equals("system") || name.parent().name().equals("information_schema")) {
            return Standing.GIVEN;
        }
        if (!group.includes(name)) {
            return Standing.blocked("which is out of the group's scope");
        }
        Optional<Securable> found = source.findNamed(read);
        if (found.isEmpty()) {
            return source.whyUnknown(read)
                    .map(Standing::unread)
                    .orElseGet(() -> Standing.blocked("which does not exist at the source"));
        }
        if (found.get().unsupported() != null) {
            return Standing.blocked("which is not replicated: " + found.get().unsupported());
        }
        return standing(found.get());
    }

    private SortedSet<SecurableKey> reads(Securable securable) {
        SortedSet<SecurableKey> reads = new TreeSet<>(securable.definition().dependencies());
        if (securable.definition() instanceof View view) {
            Optional<NamesRead> parsed = NamesRead.in(view.text(), view.schema());
            compare(securable, tables(reads), parsed.map(NamesRead::tables));
            parsed.ifPresent(names -> add(reads, names, securable));
        } else if (securable.definition() instanceof Function function && function.isInSql()) {
            NamesRead.in(function.text(), securable.name().parent()).ifPresent(names -> add(reads, names, securable));
        }
        return reads;
    }

    /** Of what is called, that which stands at the source: the rest are the language's own functions. */
    private void add(SortedSet<SecurableKey> reads, NamesRead names, Securable reader) {
        names.tables().forEach(name -> reads.add(new SecurableKey(SecurableKind.TABLE, name)));
        names.functions().stream()
                .map(name -> new SecurableKey(SecurableKind.FUNCTION, name))
                .filter(function -> !function.equals(reader.key()))
                .filter(function -> source.find(function).isPresent())
                .forEach(reads::add);
    }

    private void compare(Securable view, SortedSet<ObjectName> said, Optional<SortedSet<ObjectName>> parsed) {
        if (parsed.isEmpty()) {
            warnings.add(view.key() + " could not be parsed: its order rests on the platform's word for what it reads");
        } else if (!parsed.get().equals(said)) {
            warnings.add(view.key() + " reads " + parsed.get() + " by its text and " + said
                    + " by the platform's word: both are taken to come first");
        }
    }

    private static SortedSet<ObjectName> tables(SortedSet<SecurableKey> keys) {
        return keys.stream()
                .filter(key -> key.kind() == SecurableKind.TABLE)
                .map(SecurableKey::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String cycle(SecurableKey again) {
        List<String> names = new ArrayList<>(List.of(again.name().toString()));
        for (SecurableKey key : path) {
            names.add(0, key.name().toString());
            if (key.equals(again)) {
                break;
            }
        }
        return "which reads it in turn: " + String.join(" -> ", names);
    }

    /**
     * What stands in an object's way.
     *
     * @param clause a relative clause about it or about what it reads
     * @param unread why what it reads is not known, null where it is known not to be there
     */
    private record Obstacle(String clause, @Nullable Failure unread) {
        Obstacle reads(ObjectName read) {
            return new Obstacle(
                    "reads " + read + ", " + (clause.startsWith("reads ") ? "which " : "") + clause, unread);
        }

        Failure of(SecurableKey key) {
            return unread == null
                    ? Failures.blocked(key + " " + clause, "Bring what it reads into the group's scope, or exclude it.")
                    : new Failure(unread.category(), key + " " + clause + ": " + unread.message(), unread.next());
        }
    }

    /** Where an object stands in the order. */
    private record Standing(int level, Optional<Obstacle> obstacle) {
        static final Standing GIVEN = new Standing(-1, Optional.empty());

        static Standing blocked(String clause) {
            return new Standing(-1, Optional.of(new Obstacle(clause, null)));
        }

        static Standing unread(Failure failure) {
            return new Standing(-1, Optional.of(new Obstacle("which could not be read", failure)));
        }

        Standing above(ObjectName read, Standing below) {
            Optional<Obstacle> mine = obstacle.or(() -> below.obstacle().map(other -> other.reads(read)));
            return new Standing(Math.max(level, below.level() + 1), mine);
        }
    }
}
