package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.StorageEntry;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import io.twinlake.sandbox.region.metastore.journal.Shelf;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Storage credentials or external locations: one instance per kind. */
public final class StorageObjects {

    private final SecurableKind kind;
    private final Shelf<StorageEntry> shelf;
    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Clock clock;

    StorageObjects(
            SecurableKind kind,
            Shelf<StorageEntry> shelf,
            Journal journal,
            Shelves shelves,
            Access access,
            Clock clock) {
        this.kind = kind;
        this.shelf = shelf;
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.clock = clock;
    }

    public StorageEntry create(Caller caller, String name, @Nullable String comment, Map<String, Object> settings) {
        access.requireOnMetastore(caller, "CREATE_" + kind.name());
        String key = ObjectNames.checked(kind, name);
        return journal.exclusively(() -> {
            if (shelf.has(key)) {
                throw new CatalogFailure(
                        ErrorKind.RESOURCE_ALREADY_EXISTS, kind.title() + " '" + key + "' already exists");
            }
            checkCredential(settings);
            requireCredential(caller, settings);
            Header header = new Header(
                    key,
                    UUID.randomUUID().toString(),
                    comment,
                    Map.of(),
                    Audit.createdBy(caller.principal(), clock.millis()));
            StorageEntry entry = new StorageEntry(kind, header, settings);
            journal.commit(new Batch().put(shelf, key, entry));
            return entry;
        });
    }

    public List<StorageEntry> list(Caller caller) {
        return shelf.all().stream()
                .filter(entry -> access.rights().sees(caller, ref(entry.fullName())))
                .toList();
    }

    public StorageEntry get(Caller caller, String name) {
        StorageEntry entry = existing(name);
        access.requireSight(caller, ref(name));
        return entry;
    }

    /** Sets some of its fields; a comment stays where none is given. */
    public StorageEntry update(Caller caller, String name, @Nullable String comment, Map<String, Object> settings) {
        return journal.exclusively(() -> {
            StorageEntry before = existing(name);
            access.requireManage(caller, ref(name));
            checkCredential(settings);
            Map<String, Object> merged = new TreeMap<>(before.settings());
            merged.putAll(settings);
            Header header = comment == null ? before.header() : before.header().commented(comment);
            StorageEntry after = before.withSettings(merged)
                    .withHeader(header.audited(header.audit().changedBy(caller.principal(), clock.millis())));
            journal.commit(new Batch().put(shelf, after.fullName(), after));
            return after;
        });
    }

    public void drop(Caller caller, String name) {
        journal.exclusively(() -> {
            StorageEntry entry = existing(name);
            access.requireManage(caller, ref(name));
            Batch batch = new Batch();
            shelves.remove(ref(name), batch);
            journal.commit(batch);
            return entry;
        });
    }

    /** An external location also needs the right to make one on its credential. */
    private void requireCredential(Caller caller, Map<String, Object> settings) {
        Object credential = settings.get("credential_name");
        if (kind == SecurableKind.EXTERNAL_LOCATION && credential != null) {
            access.require(
                    caller,
                    new SecurableRef(SecurableKind.STORAGE_CREDENTIAL, credential.toString()),
                    "CREATE_EXTERNAL_LOCATION");
        }
    }

    private void checkCredential(Map<String, Object> settings) {
        Object credential = settings.get("credential_name");
        if (credential != null && !shelves.credentials.has(credential.toString().toLowerCase(Locale.ROOT))) {
            throw SecurableKind.STORAGE_CREDENTIAL.missing(credential.toString());
        }
    }

    private StorageEntry existing(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return shelf.get(key).orElseThrow(() -> kind.missing(key));
    }

    /** One of them, by its name. */
    public SecurableRef ref(String name) {
        return new SecurableRef(kind, name);
    }
}
