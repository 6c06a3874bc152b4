package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.AssetEntry;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Volumes, registered models, secrets and services of the AI gateway: who may make one, and who is shown it. */
public final class Assets {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Schemas schemas;
    private final Clock clock;

    Assets(Journal journal, Shelves shelves, Access access, Schemas schemas, Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * Makes one in a schema.
     *
     * @param privilege what the schema asks for it
     */
    public AssetEntry create(
            Caller caller, SecurableKind kind, String privilege, String schema, String name, @Nullable String comment) {
        String checked = ObjectNames.checked(kind, name);
        return journal.exclusively(() -> {
            String holder = schemas.existing(schema).fullName();
            schemas.requireWritable(
                    holder.substring(0, holder.indexOf('.')), holder.substring(holder.indexOf('.') + 1));
            access.require(caller, new SecurableRef(SecurableKind.SCHEMA, holder), privilege);
            SecurableRef ref = new SecurableRef(kind, holder + "." + checked);
            if (shelves.find(ref).isPresent()) {
                throw new CatalogFailure(
                        ErrorKind.RESOURCE_ALREADY_EXISTS, kind.title() + " '" + ref.fullName() + "' already exists");
            }
            AssetEntry asset = new AssetEntry(
                    kind,
                    new Header(
                            ref.fullName(),
                            UUID.randomUUID().toString(),
                            comment,
                            Map.of(),
                            Audit.createdBy(caller.principal(), clock.millis())));
            Batch batch = new Batch();
            shelves.put(asset, batch);
            journal.commit(batch);
            return asset;
        });
    }

    /** Those of a kind in a schema that the caller may see, in the order of their names. */
    public List<AssetEntry> list(Caller caller, SecurableKind kind, String schema) {
        String holder = schemas.get(caller, schema).fullName();
        return shelves.assets.under(holder + ".").stream()
                .filter(asset -> asset.kind() == kind)
                .filter(asset -> access.rights().sees(caller, new SecurableRef(kind, asset.fullName())))
                .toList();
    }

    public void drop(Caller caller, SecurableKind kind, String fullName) {
        SecurableRef ref = new SecurableRef(kind, fullName);
        journal.exclusively(() -> {
            if (shelves.find(ref).isEmpty()) {
                throw kind.missing(ref.fullName());
            }
            access.requireManage(caller, ref);
            Batch batch = new Batch();
            shelves.remove(ref, batch);
            journal.commit(batch);
            return ref;
        });
    }
}
