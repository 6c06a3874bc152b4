package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tables and views; those of a mounted share are asked of its provider. */
public final class Tables {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Catalogs catalogs;
    private final Schemas schemas;
    private final StorageLocations locations;
    private final MountedShares mounted;
    private final Clock clock;

    Tables(
            Journal journal,
            Shelves shelves,
            Access access,
            Catalogs catalogs,
            Schemas schemas,
            StorageLocations locations,
            MountedShares mounted,
            Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.catalogs = catalogs;
        this.schemas = schemas;
        this.locations = locations;
        this.mounted = mounted;
        this.clock = clock;
    }

    /** The tables of a schema that the caller may see, in the order of their names. */
    public List<TableEntry> list(Caller caller, String catalog, String schema) {
        CatalogEntry holder = catalogs.existing(catalog);
        access.requireAccessible(caller, new SecurableRef(SecurableKind.CATALOG, holder.fullName()));
        return held(holder, schema).stream()
                .filter(table -> access.rights().sees(caller, ref(table.name())))
                .toList();
    }

    private Collection<TableEntry> held(CatalogEntry holder, String schema) {
        if (holder.source() != null && !schema.equalsIgnoreCase("information_schema")) {
            return mounted.tables(holder.source(), holder.fullName(), schema);
        }
        return shelves.tables.under(
                schemas.existing(holder.fullName() + "." + schema).fullName() + ".");
    }

    public TableEntry get(Caller caller, TableName name) {
        TableEntry table = existing(name);
        access.requireSight(caller, ref(name));
        return table;
    }

    /** The table, whoever asks; empty where there is none. */
    public Optional<TableEntry> find(TableName name) {
        return source(name)
                .map(source -> mounted.table(source, name.catalog(), name.schema(), name.table()))
                .orElseGet(() -> shelves.tables.get(name.fullName()));
    }

    /** The lowest version that can be travelled to; empty for a table that is shared without its history. */
    public OptionalLong historyFrom(TableName name) {
        return source(name)
                .map(source -> mounted.historyFrom(source, name.schema(), name.table()))
                .orElse(OptionalLong.of(0));
    }

    /** Of how many files a table of a mounted share may consist to be read; empty for a table of our own. */
    public OptionalLong mostFiles(TableName name) {
        return source(name)
                .map(source -> mounted.mostFiles(source, name.schema(), name.table()))
                .orElseGet(OptionalLong::empty);
    }

    TableEntry existing(TableName name) {
        return find(name).orElseGet(() -> {
            schemas.existing(name.catalog() + "." + name.schema());
            throw SecurableKind.TABLE.missing(name.fullName());
        });
    }

    /**
     * Records a new table or view, or replaces one. A replaced table keeps identity, owner, grants and tags; a replaced view
     * is another one, without the grants and tags of the first, which the caller owns; one that the root replaces stays the same.
     */
    public TableEntry create(Caller caller, TableEntry wanted, boolean orReplace, boolean ifNotExists) {
        ObjectNames.checked(SecurableKind.TABLE, wanted.name().table());
        return journal.exclusively(() -> {
            TableName name = wanted.name();
            Optional<TableEntry> before = shelves.tables.get(name.fullName());
            if (orReplace) {
                before.ifPresent(entry -> requireSameKind(entry, wanted));
            }
            requireCreate(caller, name, orReplace, null);
            if (before.isPresent() && !orReplace) {
                return kept(before.get(), wanted, ifNotExists);
            }
            Batch batch = new Batch();
            if (before.isPresent() && wanted.isView() && !caller.isRoot()) {
                shelves.remove(ref(name), batch);
                before = Optional.empty();
            }
            TableEntry entry = located(wanted).withHeader(headerOf(caller, wanted, before));
            journal.commit(batch.put(shelves.tables, name.fullName(), entry));
            return entry;
        });
    }

    private TableEntry kept(TableEntry before, TableEntry wanted, boolean ifNotExists) {
        if (!ifNotExists) {
            throw new CatalogFailure(
                    ErrorKind.TABLE_ALREADY_EXISTS,
                    "Cannot create table or view " + wanted.name().quoted() + " because it already exists. Choose a"
                            + " different name, drop or replace the existing object, or add the IF NOT EXISTS clause"
                            + " to tolerate pre-existing objects.");
        }
        return before;
    }

    private static void requireSameKind(TableEntry before, TableEntry wanted) {
        if (before.isView() != wanted.isView()) {
            throw new CatalogFailure(
                    before.isView() ? ErrorKind.EXPECT_TABLE_NOT_VIEW : ErrorKind.EXPECT_VIEW_NOT_TABLE,
                    before.name().quoted() + " is a " + (before.isView() ? "view" : "table")
                            + " and cannot be replaced by a " + (wanted.isView() ? "view." : "table."));
        }
    }

    /**
     * Refuses who may not make the table or view, or may not replace the one that is there.
     *
     * @param location where it is asked to lie; null where none is named
     */
    public void requireCreate(Caller caller, TableName name, boolean orReplace, @Nullable String location) {
        schemas.requireWritable(name.catalog(), name.schema());
        schemas.existing(name.catalog() + "." + name.schema());
        Optional<TableEntry> replaced = orReplace ? shelves.tables.get(name.fullName()) : Optional.empty();
        if (replaced.isPresent() && replaced.get().isView()) {
            access.requireEdit(caller, ref(name));
            return;
        }
        if (replaced.isPresent()) {
            access.requireManage(caller, ref(name));
            access.require(caller, ref(name), "MODIFY");
            access.require(caller, ref(name), "SELECT");
        }
        access.require(
                caller, new SecurableRef(SecurableKind.SCHEMA, name.catalog() + "." + name.schema()), "CREATE_TABLE");
        if (location != null) {
            access.require(caller, locations.parent(location), "CREATE_EXTERNAL_TABLE");
        }
    }

    /** Records a table whose data is there already, as a client from outside of the platform may with rights of its own. */
    public TableEntry register(Caller caller, TableEntry wanted, String location) {
        TableName name = wanted.name();
        requireCreate(caller, name, false, location);
        access.requireGranted(
                caller,
                new SecurableRef(SecurableKind.SCHEMA, name.catalog() + "." + name.schema()),
                "EXTERNAL_USE_SCHEMA");
        access.requireGranted(caller, locations.parent(location), "EXTERNAL_USE_LOCATION");
        return create(caller, wanted.at(location), false, false);
    }

    /** Refuses who may not change the table's rows, columns and properties; what does not exist is not refused. */
    public void requireModify(Caller caller, TableName name) {
        schemas.requireWritable(name.catalog(), name.schema());
        if (shelves.tables.has(name.fullName())) {
            access.require(caller, ref(name), "MODIFY");
        }
    }

    private Header headerOf(Caller caller, TableEntry wanted, Optional<TableEntry> before) {
        Audit audit = before.map(entry -> entry.header().audit().changedBy(caller.principal(), clock.millis()))
                .orElseGet(() -> Audit.createdBy(caller.principal(), clock.millis()));
        String id = before.map(TableEntry::tableId).orElse(wanted.tableId());
        return new Header(wanted.name().fullName(), id, wanted.comment(), wanted.properties(), audit);
    }

    private TableEntry located(TableEntry wanted) {
        if (wanted.type() == TableType.EXTERNAL && wanted.location() != null) {
            return wanted.at(locations.checkedTable(wanted.location(), wanted.name()));
        }
        return wanted;
    }

    /** Changes a table that the caller may MODIFY, or a view that it owns. */
    public TableEntry update(Caller caller, TableName name, UnaryOperator<TableEntry> change) {
        return changed(caller, name, change, false);
    }

    /** Changes of a table what its owner alone may change. */
    public TableEntry updateOwned(Caller caller, TableName name, UnaryOperator<TableEntry> change) {
        return changed(caller, name, change, true);
    }

    private TableEntry changed(Caller caller, TableName name, UnaryOperator<TableEntry> change, boolean ownerOnly) {
        return journal.exclusively(() -> {
            TableEntry before = recorded(name);
            if (ownerOnly || before.isView()) {
                access.requireEdit(caller, ref(name));
            } else {
                access.require(caller, ref(name), "MODIFY");
            }
            TableEntry changed = change.apply(before);
            TableEntry after = changed.withHeader(
                    changed.header().audited(before.header().audit().changedBy(caller.principal(), clock.millis())));
            journal.commit(new Batch().put(shelves.tables, name.fullName(), after));
            return after;
        });
    }

    /** Gives a table or view a new name in the same catalog; its grants and tags follow. */
    public TableEntry rename(Caller caller, TableName from, TableName to) {
        return journal.exclusively(() -> {
            TableEntry before = recorded(from);
            access.requireEdit(caller, ref(from));
            ObjectNames.checked(SecurableKind.TABLE, to.table());
            schemas.existing(to.catalog() + "." + to.schema());
            if (!from.catalog().equals(to.catalog())) {
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE, "A table cannot be renamed into another catalog");
            }
            if (shelves.tables.has(to.fullName())) {
                return kept(before, before.withHeader(before.header().named(to.fullName())), false);
            }
            Batch batch = new Batch();
            TableEntry after = before.withHeader(before.header()
                    .named(to.fullName())
                    .audited(before.header().audit().changedBy(caller.principal(), clock.millis())));
            shelves.move(ref(from), ref(to), after, batch);
            journal.commit(batch);
            return after;
        });
    }

    /** Forgets a table or view with its grants and tags. */
    public void drop(Caller caller, TableName name) {
        journal.exclusively(() -> {
            TableEntry table = recorded(name);
            access.requireManage(caller, ref(name));
            Batch batch = new Batch();
            shelves.remove(ref(name), batch);
            journal.commit(batch);
            return table;
        });
    }

    /** A table or view of this metastore's own. */
    TableEntry recorded(TableName name) {
        catalogs.requireWritable(catalogs.existing(name.catalog()));
        return existing(name);
    }

    private Optional<CatalogEntry.ShareSource> source(TableName name) {
        return shelves.catalogs.get(name.catalog()).map(CatalogEntry::source);
    }

    private static SecurableRef ref(TableName name) {
        return new SecurableRef(SecurableKind.TABLE, name.fullName());
    }
}
