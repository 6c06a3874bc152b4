package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** User-defined functions. */
public final class Functions {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Catalogs catalogs;
    private final Schemas schemas;
    private final Clock clock;

    Functions(Journal journal, Shelves shelves, Access access, Catalogs catalogs, Schemas schemas, Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.catalogs = catalogs;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** The functions of a schema that the caller may see, in the order of their names. */
    public List<FunctionEntry> list(Caller caller, String catalog, String schema) {
        String fullName = schemas.existing(catalogs.existing(catalog).fullName() + "." + schema)
                .fullName();
        access.requireAccessible(caller, new SecurableRef(SecurableKind.SCHEMA, fullName));
        return shelves.functions.under(fullName + ".").stream()
                .filter(function -> access.rights().sees(caller, ref(function.name())))
                .toList();
    }

    /** Every function, whoever asks. */
    Collection<FunctionEntry> all() {
        return shelves.functions.all();
    }

    public FunctionEntry get(Caller caller, TableName name) {
        FunctionEntry function = existing(name);
        access.requireSight(caller, ref(name));
        return function;
    }

    /** Records a function, or replaces one of the same signature: then owner, grants and tags stay. */
    public FunctionEntry create(Caller caller, FunctionEntry wanted, boolean orReplace, boolean ifNotExists) {
        ObjectNames.checked(SecurableKind.FUNCTION, wanted.name().table());
        return journal.exclusively(() -> {
            TableName name = wanted.name();
            schemas.requireWritable(name.catalog(), name.schema());
            schemas.existing(name.catalog() + "." + name.schema());
            Optional<FunctionEntry> before = shelves.functions.get(name.fullName());
            requireCreate(caller, name, orReplace && before.isPresent());
            if (before.isPresent() && !orReplace) {
                return kept(before.get(), ifNotExists);
            }
            if (before.isPresent() && !before.get().signature().equals(wanted.signature())) {
                throw exists(name);
            }
            Audit audit = before.map(entry -> entry.header().audit().changedBy(caller.principal(), clock.millis()))
                    .orElseGet(() -> Audit.createdBy(caller.principal(), clock.millis()));
            Header header = wanted.header();
            FunctionEntry entry = wanted.withHeader(
                    new Header(name.fullName(), header.id(), header.comment(), header.properties(), audit));
            journal.commit(new Batch().put(shelves.functions, name.fullName(), entry));
            return entry;
        });
    }

    private static FunctionEntry kept(FunctionEntry before, boolean ifNotExists) {
        if (!ifNotExists) {
            throw exists(before.name());
        }
        return before;
    }

    private static CatalogFailure exists(TableName name) {
        return new CatalogFailure(
                ErrorKind.ROUTINE_ALREADY_EXISTS,
                "Cannot create the routine " + name.quoted()
                        + " because a routine of that name already exists. Choose a different name, drop or"
                        + " replace the existing routine, or add the IF NOT EXISTS clause to tolerate a"
                        + " pre-existing routine.");
    }

    private void requireCreate(Caller caller, TableName name, boolean replaces) {
        if (replaces) {
            access.requireManage(caller, ref(name));
        } else {
            access.require(
                    caller,
                    new SecurableRef(SecurableKind.SCHEMA, name.catalog() + "." + name.schema()),
                    "CREATE_FUNCTION");
        }
    }

    /** Changes a function; the caller must own it. */
    public FunctionEntry update(Caller caller, TableName name, UnaryOperator<FunctionEntry> change) {
        return journal.exclusively(() -> {
            FunctionEntry before = existing(name);
            access.requireEdit(caller, ref(name));
            FunctionEntry changed = change.apply(before);
            FunctionEntry after = changed.withHeader(
                    changed.header().audited(changed.header().audit().changedBy(caller.principal(), clock.millis())));
            journal.commit(new Batch().put(shelves.functions, name.fullName(), after));
            return after;
        });
    }

    public void drop(Caller caller, TableName name) {
        journal.exclusively(() -> {
            FunctionEntry function = existing(name);
            access.requireManage(caller, ref(name));
            Batch batch = new Batch();
            shelves.remove(ref(name), batch);
            journal.commit(batch);
            return function;
        });
    }

    private FunctionEntry existing(TableName name) {
        return shelves.functions.get(name.fullName()).orElseGet(() -> {
            schemas.existing(name.catalog() + "." + name.schema());
            throw SecurableKind.FUNCTION.missing(name.fullName());
        });
    }

    private static SecurableRef ref(TableName name) {
        return new SecurableRef(SecurableKind.FUNCTION, name.fullName());
    }
}
