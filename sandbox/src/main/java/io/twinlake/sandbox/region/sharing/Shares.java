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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The shares that a metastore gives. */
public final class Shares {

    private final Metastore metastore;
    private final Clock clock;

    public Shares(Metastore metastore, Clock clock) {
        this.metastore = metastore;
        this.clock = clock;
    }

    public ShareEntry create(Caller caller, String name, @Nullable String comment) {
        metastore.access().requireOnMetastore(caller, "CREATE_SHARE");
        String key = ObjectNames.checked(SecurableKind.SHARE, name);
        return metastore.journal().exclusively(() -> {
            if (metastore.shelves().shares.has(key)) {
                throw new CatalogFailure(ErrorKind.RESOURCE_ALREADY_EXISTS, "Share '" + key + "' already exists");
            }
            ShareEntry share = new ShareEntry(
                    new Header(
                            key,
                            UUID.randomUUID().toString(),
                            comment,
                            Map.of(),
                            Audit.createdBy(caller.principal(), clock.millis())),
                    List.of());
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

    /** Changes a share; the caller must manage it. */
    public ShareEntry update(Caller caller, String name, UnaryOperator<ShareEntry> change) {
        return metastore.journal().exclusively(() -> {
            ShareEntry before = existing(name);
            metastore.access().requireManage(caller, ref(name));
            ShareEntry changed = change.apply(before);
            ShareEntry after = changed.withHeader(
                    changed.header().audited(changed.header().audit().changedBy(caller.principal(), clock.millis())));
            metastore.journal().commit(new Batch().put(metastore.shelves().shares, after.fullName(), after));
            return after;
        });
    }

    /** The share with one more object; the caller must be able to see the object, and it must not be there already. */
    public ShareEntry added(Caller caller, ShareEntry share, SharedObject wanted) {
        SharedObject object = named(wanted, caller);
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
        return new ShareEntry(share.header(), objects);
    }

    /** The share without the object of that name. */
    public ShareEntry removed(ShareEntry share, String name) {
        List<SharedObject> objects = new ArrayList<>(share.objects());
        if (!objects.removeIf(held -> held.name().equalsIgnoreCase(name))) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_DOES_NOT_EXIST,
                    "'" + name + "' does not exist in share '" + share.fullName() + "'");
        }
        return new ShareEntry(share.header(), objects);
    }

    private SharedObject named(SharedObject wanted, Caller caller) {
        SecurableRef ref = new SecurableRef(
                wanted.type().equals("SCHEMA") ? SecurableKind.SCHEMA : SecurableKind.TABLE, wanted.name());
        Securable shared =
                metastore.shelves().find(ref).orElseThrow(() -> ref.kind().missing(ref.fullName()));
        metastore.access().requireManage(caller, ref);
        if (shared instanceof TableEntry table && table.isView()) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "View '" + table.fullName() + "' cannot be shared: sharing of views is not enabled");
        }
        String sharedAs = wanted.sharedAs().isEmpty()
                ? ref.fullName().substring(ref.fullName().indexOf('.') + 1)
                : wanted.sharedAs().toLowerCase(Locale.ROOT);
        return new SharedObject(
                ref.fullName(),
                wanted.type(),
                sharedAs,
                wanted.history(),
                wanted.comment(),
                clock.millis(),
                caller.principal());
    }

    public void drop(Caller caller, String name) {
        metastore.journal().exclusively(() -> {
            ShareEntry share = existing(name);
            metastore.access().requireManage(caller, ref(name));
            Batch batch = new Batch();
            metastore.shelves().remove(ref(name), batch);
            metastore.journal().commit(batch);
            return share;
        });
    }

    /** The tables of a share under the names that recipients see; {@code sharedAs} is {@code schema.table}. */
    List<SharedTable> tables(ShareEntry share) {
        List<SharedTable> tables = new ArrayList<>();
        for (SharedObject object : share.objects()) {
            if (object.type().equals("SCHEMA")) {
                metastore.shelves().tables.under(object.name() + ".").stream()
                        .filter(table -> !table.isView())
                        .forEach(table -> tables.add(new SharedTable(
                                object.sharedAs() + "." + table.name().table(), table, object.history())));
            } else {
                metastore
                        .tables()
                        .find(TableName.parse(object.name()))
                        .ifPresent(table -> tables.add(new SharedTable(object.sharedAs(), table, object.history())));
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

    private static SecurableRef ref(String name) {
        return new SecurableRef(SecurableKind.SHARE, name);
    }
}
