package io.twinlake.catalogsync.key;

import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.Concurrently;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives tables their keys once all of them stand: what refers goes first, then what is referred to, and they come back in the opposite order, so
 * that tables may refer to each other and to themselves.
 */
public final class AlignKeys {
    private final GuardedWorkspace replica;
    private final ReadSecurable read;
    private final TakeOwner take;
    private final Ledger ledger;
    private final RunId run;
    private final Concurrently concurrently;

    public AlignKeys(
            GuardedWorkspace replica,
            ReadSecurable read,
            TakeOwner take,
            Ledger ledger,
            RunId run,
            Concurrently concurrently) {
        this.replica = replica;
        this.read = read;
        this.take = take;
        this.ledger = ledger;
        this.run = run;
        this.concurrently = concurrently;
    }

    /** Aligns those whose replica stands as it was written, and tells why keys of a table could not be made. */
    public Map<SecurableKey, Failure> align(GroupName group, Collection<Work> works) {
        Map<SecurableKey, KeyedTable> tables = concerned(works);
        each(tables, table -> table.look(group));
        drop(tables);
        each(tables, KeyedTable::lookAgain);
        each(tables, table -> table.add(key -> !key.isForeign()));
        Set<SecurableKey> referred = new HashSet<>();
        tables.values().stream()
                .filter(table -> table.lacks(KeyConstraint::isForeign))
                .forEach(table -> parents(table.work().wanted()).forEach(referred::add));
        each(tables, table -> {
            if (referred.contains(table.work().key())) {
                table.own();
            }
        });
        each(tables, table -> table.add(KeyConstraint::isForeign));
        each(tables, KeyedTable::finish);
        Map<SecurableKey, Failure> failed = new HashMap<>();
        tables.forEach((key, table) -> table.failure().ifPresent(failure -> failed.put(key, failure)));
        return failed;
    }

    /** A primary key goes alone: those that refer to it go before it, each with an intent of its own, and come back with the others. */
    private void drop(Map<SecurableKey, KeyedTable> tables) {
        Set<ObjectName> losing = new HashSet<>();
        tables.forEach((key, table) -> {
            if (table.loses(own -> !own.isForeign())) {
                losing.add(key.name());
            }
        });
        each(
                tables,
                table -> table.drop(key -> key.isForeign() && (!table.wants(key) || losing.contains(key.parent()))));
        each(tables, table -> table.drop(key -> !key.isForeign() && !table.wants(key)));
    }

    private void each(Map<SecurableKey, KeyedTable> tables, Consumer<KeyedTable> step) {
        concurrently.map(tables.values(), table -> {
            step.accept(table);
            return table;
        });
    }

    /** Tables that were written and have keys on a side, those that refer to them, and those to which all these refer. */
    private Map<SecurableKey, KeyedTable> concerned(Collection<Work> works) {
        Map<SecurableKey, Work> keyed = new TreeMap<>();
        works.stream()
                .filter(work ->
                        !keys(work.wanted()).isEmpty() || !keys(work.replica()).isEmpty())
                .forEach(work -> keyed.put(work.key(), work));
        Set<SecurableKey> concerned = new HashSet<>();
        keyed.forEach((key, work) -> {
            if (work.change().type().writes()) {
                concerned.add(key);
            }
        });
        Set<SecurableKey> written = Set.copyOf(concerned);
        keyed.forEach((key, work) -> {
            if (parents(work.wanted()).anyMatch(written::contains)) {
                concerned.add(key);
            }
        });
        Set<SecurableKey> referring = Set.copyOf(concerned);
        keyed.forEach((key, work) -> {
            if (referring.contains(key)) {
                parents(work.wanted()).forEach(concerned::add);
            }
        });
        Map<SecurableKey, KeyedTable> tables = new TreeMap<>();
        keyed.forEach((key, work) -> {
            if (concerned.contains(key) && work.wanted() != null) {
                tables.put(key, new KeyedTable(work, replica, read, take, ledger, run));
            }
        });
        return tables;
    }

    private static Stream<SecurableKey> parents(@Nullable Securable table) {
        return keys(table).stream()
                .flatMap(key -> Stream.ofNullable(key.parent()))
                .map(parent -> new SecurableKey(SecurableKind.TABLE, parent));
    }

    private static List<KeyConstraint> keys(@Nullable Securable table) {
        return table != null && table.definition() instanceof Table definition ? definition.keys() : List.of();
    }
}
