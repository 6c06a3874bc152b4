package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.metastore.ShareEntry.SharedObject;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.ObjectNames;
import io.twinlake.sandbox.region.setting.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shares that a metastore gives. */
public final class Shares {

    private final Metastore metastore;
    private final ToLongFunction<TableEntry> versions;
    private final ShareLimits limits;
    private final Clock clock;

    /** @param versions tells a table's newest version */
    public Shares(Metastore metastore, ToLongFunction<TableEntry> versions, Settings settings, Clock clock) {
        this.metastore = metastore;
        this.versions = versions;
        this.limits = new ShareLimits(settings);
        this.clock = clock;
    }

    public ShareEntry create(Caller caller, String name, @Nullable String comment) {
        metastore.access().requireOnMetastore(caller, "CREATE_SHARE");
        String key = ObjectNames.checked(SecurableKind.SHARE, name);
        return metastore.journal().exclusively(() -> {
            if (metastore.shelves().shares.has(key)) {
                throw new CatalogFailure(ErrorKind.SHARE_ALREADY_EXISTS, "Share '" + key + "' already exists");
            }
            limits.requireRoomForAnother(metastore.shelves().shares.all().size());
            ShareEntry share = new ShareEntry(
                    new Header(
                            key,
                            UUID.randomUUID().toString(),
                            comment,
                            Map.of(),
                            Audit.createdBy(caller.principal(), clock.millis())),
                    List.of(),
                    Map.of());
            metastore.journal().commit(new Batch().put(metastore.shelves().shares, key, share));
            return share;
        });
    }

    public List<ShareEntry> list(Caller caller) {
        return metastore.shelves().shares.all().stream()
                .filter(share -> metastore.access().rights().sees(caller, ref(share.fullName())))
                .toList();
    }

    public ShareEntry get(Caller caller, String name) {
        ShareEntry share = existing(name);
        metastore.access().requireSight(caller, ref(name));
        return share;
    }

    /** Makes changes in their order, all or none; the caller must own the share. */
    public ShareEntry update(Caller caller, String name, List<UnaryOperator<ShareEntry>> changes) {
        limits.requireFew(changes.size(), name);
        return metastore.journal().exclusively(() -> {
            ShareEntry changed = owned(caller, name);
            for (UnaryOperator<ShareEntry> change : changes) {
                changed = change.apply(changed);
            }
            ShareEntry after = changed.withHeader(
                    changed.header().audited(changed.header().audit().changedBy(caller.principal(), clock.millis())));
            metastore.journal().commit(new Batch().put(metastore.shelves().shares, after.fullName(), after));
            return after;
        });
    }

    /**
     * Adds an object, which must not be in the share already. Whose rights count are the share's owner's, who needs SELECT now
     * and at each read. A table is readable from the version that is asked for, else from the one that it has now; so are the tables of a schema, which
     * always has its history, and from their beginning those that come into it later.
     */
    public UnaryOperator<ShareEntry> adding(Caller caller, String share, SharedObject wanted) {
        ShareEntry holder = owned(caller, share);
        SecurableRef ref = ref(wanted);
        Optional<TableEntry> table = shareable(holder, ref);
        SharedObject object = new SharedObject(
                ref.fullName(),
                wanted.type(),
                ShareLimits.alias(ref, wanted),
                wanted.history() || table.isEmpty(),
                table.map(entry -> startVersion(entry, wanted.startVersion())).orElse(null),
                wanted.comment(),
                clock.millis(),
                caller.principal());
        Map<String, Long> since = table.isPresent()
                ? Map.of()
                : tablesIn(object).collect(Collectors.toMap(TableEntry::tableId, versions::applyAsLong));
        return entry -> with(entry, object).withSince(since);
    }

    private Stream<TableEntry> tablesIn(SharedObject schema) {
        return metastore.shelves().tables.under(schema.name() + ".").stream().filter(table -> !table.isView());
    }

    /** Gives a share another name; what it holds and to whom it is given stays. Catalogs that mount it go on asking for the name that it had. */
    public ShareEntry rename(Caller caller, String name, String newName) {
        metastore.access().requireOnMetastore(caller, "CREATE_SHARE");
        String to = ObjectNames.checked(SecurableKind.SHARE, newName);
        return metastore.journal().exclusively(() -> {
            ShareEntry share = owned(caller, name);
            if (metastore.shelves().shares.has(to)) {
                throw new CatalogFailure(ErrorKind.SHARE_ALREADY_EXISTS, "Share '" + to + "' already exists");
            }
            Header header = share.header().named(to);
            ShareEntry renamed =
                    share.withHeader(header.audited(header.audit().changedBy(caller.principal(), clock.millis())));
            Batch batch = new Batch();
            metastore.shelves().move(ref(name), ref(to), renamed, batch);
            metastore.journal().commit(batch);
            return renamed;
        });
    }

    /** Changes how an object is shared. */
    public UnaryOperator<ShareEntry> changing(Caller caller, String share, SharedObject wanted) {
        ShareEntry holder = owned(caller, share);
        Optional<TableEntry> table = shareable(holder, ref(wanted));
        if (wanted.startVersion() != null) {
            table.ifPresent(entry -> startVersion(entry, wanted.startVersion()));
        }
        SharedObject change =
                wanted.sharedAs().isEmpty() ? wanted : wanted.sharedAs(ShareLimits.alias(ref(wanted), wanted));
        return entry ->
                with(without(entry, wanted.name()), held(entry, wanted.name()).changed(change));
    }

    /** Takes the object of that name out. */
    public UnaryOperator<ShareEntry> removing(String name) {
        return entry -> without(entry, name);
    }

    /** True while recipients can read the object: the share's owner must have the right that it needed to add it, and nothing may guard it. */
    public boolean isReadable(ShareEntry share, SharedObject object) {
        return isReadable(owner(share), ref(object));
    }

    /** Those of a share's tables of which that is true, also where they came with their schema. */
    List<SharedTable> readable(ShareEntry share, List<SharedTable> tables) {
        Caller owner = owner(share);
        return tables.stream()
                .filter(shared -> isReadable(
                        owner,
                        new SecurableRef(SecurableKind.TABLE, shared.table().fullName())))
                .toList();
    }

    private boolean isReadable(Caller owner, SecurableRef shared) {
        return metastore.access().rights().may(owner, shared, "SELECT") && !isGuarded(owner, shared);
    }

    private boolean isGuarded(Caller owner, SecurableRef shared) {
        return shared.kind() == SecurableKind.TABLE
                && metastore.policies().isGuarded(TableName.parse(shared.fullName()), owner);
    }

    private ShareEntry with(ShareEntry share, SharedObject object) {
        if (share.objects().stream().anyMatch(held -> held.name().equals(object.name()))) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_ALREADY_EXISTS,
                    object.type() + " '" + object.name() + "' already exists in share '" + share.fullName() + "'");
        }
        if (share.objects().stream().anyMatch(held -> held.sharedAs().equals(object.sharedAs()))) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_ALREADY_EXISTS,
                    "An object is already shared as '" + object.sharedAs() + "' in share '" + share.fullName() + "'");
        }
        List<SharedObject> objects = new ArrayList<>(share.objects());
        objects.add(object);
        limits.requireRoom(share.fullName(), objects);
        return share.withObjects(objects);
    }

    private static ShareEntry without(ShareEntry share, String name) {
        List<SharedObject> objects = new ArrayList<>(share.objects());
        objects.remove(held(share, name));
        return share.withObjects(objects);
    }

    private static SharedObject held(ShareEntry share, String name) {
        return share.objects().stream()
                .filter(held -> held.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.RESOURCE_DOES_NOT_EXIST,
                        "'" + name + "' does not exist in share '" + share.fullName() + "'"));
    }

    /** The table that is named, or empty for a schema; refused where it cannot be shared, or not by the share's owner. */
    private Optional<TableEntry> shareable(ShareEntry share, SecurableRef ref) {
        Securable shared =
                metastore.shelves().find(ref).orElseThrow(() -> ref.kind().missing(ref.fullName()));
        metastore.access().require(owner(share), ref, "SELECT");
        if (!(shared instanceof TableEntry table)) {
            return Optional.empty();
        }
        if (table.isView()) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "View '" + table.fullName() + "' cannot be shared: sharing of views is not enabled");
        }
        if (isGuarded(owner(share), ref)) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Table " + table.fullName()
                            + " has row level security or column masks, which is not supported by Delta Sharing.");
        }
        return Optional.of(table);
    }

    private long startVersion(TableEntry table, @Nullable Long wanted) {
        long current = versions.applyAsLong(table);
        if (wanted != null && (wanted < 0 || wanted > current)) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "start_version " + wanted + " of table '" + table.fullName() + "' is not between 0 and its version "
                            + current);
        }
        return wanted == null ? current : wanted;
    }

    private Caller owner(ShareEntry share) {
        return metastore.principals().acting(share.header().audit().owner());
    }

    private ShareEntry owned(Caller caller, String name) {
        ShareEntry share = existing(name);
        metastore.access().requireManage(caller, ref(name));
        return share;
    }

    public void drop(Caller caller, String name) {
        metastore.journal().exclusively(() -> {
            ShareEntry share = owned(caller, name);
            Batch batch = new Batch();
            metastore.shelves().remove(ref(name), batch);
            metastore.journal().commit(batch);
            return share;
        });
    }

    /** The tables of a share under the names that recipients see, whoever may read them; {@code sharedAs} is {@code schema.table}. */
    List<SharedTable> contents(ShareEntry share) {
        long most = limits.activeFiles();
        List<SharedTable> tables = new ArrayList<>();
        for (SharedObject object : share.objects()) {
            Long from = object.history() ? Objects.requireNonNullElse(object.startVersion(), 0L) : null;
            if (object.type().equals("SCHEMA")) {
                tablesIn(object)
                        .forEach(table -> tables.add(new SharedTable(
                                object.sharedAs() + "." + table.name().table(),
                                table,
                                share.since().getOrDefault(table.tableId(), 0L),
                                most)));
            } else {
                metastore
                        .tables()
                        .find(TableName.parse(object.name()))
                        .ifPresent(table -> tables.add(new SharedTable(object.sharedAs(), table, from, most)));
            }
        }
        return tables;
    }

    private ShareEntry existing(String name) {
        return metastore
                .shelves()
                .shares
                .get(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> SecurableKind.SHARE.missing(name));
    }

    private static SecurableRef ref(SharedObject object) {
        return new SecurableRef(
                object.type().equals("SCHEMA") ? SecurableKind.SCHEMA : SecurableKind.TABLE, object.name());
    }

    private static SecurableRef ref(String name) {
        return new SecurableRef(SecurableKind.SHARE, name);
    }
}
