package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.AssetEntry;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.ProviderEntry;
import io.twinlake.sandbox.region.metastore.RecipientEntry;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.metastore.StorageEntry;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.access.Grant;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Shelf;
import java.util.List;
import java.util.Optional;

/** Everything that the metastore keeps, by kind; keys are full names, for assets with their kinds, for what belongs to a securable {@link SecurableRef#key}. */
public final class Shelves {

    public final Shelf<CatalogEntry> catalogs = new Shelf<>("catalog", CatalogEntry.class);
    public final Shelf<SchemaEntry> schemas = new Shelf<>("schema", SchemaEntry.class);
    public final Shelf<TableEntry> tables = new Shelf<>("table", TableEntry.class);
    public final Shelf<FunctionEntry> functions = new Shelf<>("function", FunctionEntry.class);
    public final Shelf<AssetEntry> assets = new Shelf<>("asset", AssetEntry.class);
    public final Shelf<ShareEntry> shares = new Shelf<>("share", ShareEntry.class);
    public final Shelf<RecipientEntry> recipients = new Shelf<>("recipient", RecipientEntry.class);
    public final Shelf<ProviderEntry> providers = new Shelf<>("provider", ProviderEntry.class);
    public final Shelf<StorageEntry> credentials = new Shelf<>("storage-credential", StorageEntry.class);
    public final Shelf<StorageEntry> locations = new Shelf<>("external-location", StorageEntry.class);
    public final Shelf<Grant> grants = new Shelf<>("grant", Grant.class);
    public final Shelf<TagSet> tags = new Shelf<>("tag", TagSet.class);
    public final Shelf<TableGuard> guards = new Shelf<>("guard", TableGuard.class);
    public final Shelf<Policy> policies = new Shelf<>("policy", Policy.class);
    public final Shelf<Warehouse> warehouses = new Shelf<>("warehouse", Warehouse.class);

    /** Every shelf, for the journal to fill. */
    public List<Shelf<?>> all() {
        return List.of(
                catalogs,
                schemas,
                tables,
                functions,
                assets,
                shares,
                recipients,
                providers,
                credentials,
                locations,
                grants,
                tags,
                guards,
                policies,
                warehouses);
    }

    /** The securable of that kind and name; a metastore is none of them. */
    public Optional<? extends Securable> find(SecurableRef ref) {
        return switch (ref.kind()) {
            case CATALOG -> catalogs.get(ref.fullName());
            case SCHEMA -> schemas.get(ref.fullName());
            case TABLE -> tables.get(ref.fullName());
            case FUNCTION -> functions.get(ref.fullName());
            case VOLUME, REGISTERED_MODEL, SECRET, MODEL_SERVICE, MODEL_PROVIDER_SERVICE, MCP_SERVICE ->
                assets.get(key(ref));
            case SHARE -> shares.get(ref.fullName());
            case RECIPIENT -> recipients.get(ref.fullName());
            case PROVIDER -> providers.get(ref.fullName());
            case STORAGE_CREDENTIAL -> credentials.get(ref.fullName());
            case EXTERNAL_LOCATION -> locations.get(ref.fullName());
            case METASTORE -> Optional.empty();
        };
    }

    /** The owner of a securable; what a mounted share holds belongs to who mounted it. */
    Optional<String> owner(SecurableRef ref) {
        SecurableRef top = ref.chain().get(ref.chain().size() - 1);
        return find(ref)
                .map(found -> found.header().audit().owner())
                .or(() -> catalogs.get(top.fullName())
                        .filter(catalog -> top.kind() == SecurableKind.CATALOG && catalog.source() != null)
                        .map(catalog -> catalog.header().audit().createdBy()));
    }

    /** Adds to a batch that a securable is recorded as it is now. */
    public void put(Securable securable, Batch batch) {
        String key = securable.fullName();
        if (securable instanceof CatalogEntry catalog) {
            batch.put(catalogs, key, catalog);
        } else if (securable instanceof SchemaEntry schema) {
            batch.put(schemas, key, schema);
        } else if (securable instanceof TableEntry table) {
            batch.put(tables, key, table);
        } else if (securable instanceof FunctionEntry function) {
            batch.put(functions, key, function);
        } else if (securable instanceof AssetEntry asset) {
            batch.put(assets, key(new SecurableRef(asset.kind(), key)), asset);
        } else if (securable instanceof ShareEntry share) {
            batch.put(shares, key, share);
        } else if (securable instanceof RecipientEntry recipient) {
            batch.put(recipients, key, recipient);
        } else if (securable instanceof ProviderEntry provider) {
            batch.put(providers, key, provider);
        } else if (securable instanceof StorageEntry storage) {
            batch.put(shelf(storage.kind()), key, storage);
        }
    }

    /** Adds to a batch that a securable is gone, with its grants, tags, guard and policies. */
    public void remove(SecurableRef ref, Batch batch) {
        batch.remove(shelfOf(ref.kind()), key(ref));
        if (grants.has(ref.key())) {
            batch.remove(grants, ref.key());
        }
        tagKeys(ref).forEach(key -> batch.remove(tags, key));
        if (guards.has(ref.key())) {
            batch.remove(guards, ref.key());
        }
        policies.keysUnder(Policy.key(ref, "")).forEach(key -> batch.remove(policies, key));
    }

    /** Adds to a batch that a securable has another name; its grants, tags, guard and policies follow it. */
    public void move(SecurableRef from, SecurableRef to, Securable renamed, Batch batch) {
        batch.remove(shelfOf(from.kind()), key(from));
        put(renamed, batch);
        grants.get(from.key())
                .ifPresent(grant -> batch.remove(grants, from.key()).put(grants, to.key(), grant));
        guards.get(from.key())
                .ifPresent(guard -> batch.remove(guards, from.key()).put(guards, to.key(), guard));
        for (Policy policy : policies.under(Policy.key(from, ""))) {
            Policy moved = policy.on(to);
            batch.remove(policies, policy.key()).put(policies, moved.key(), moved);
        }
        for (String key : tagKeys(from)) {
            tags.get(key)
                    .ifPresent(set -> batch.remove(tags, key)
                            .put(tags, to.key() + key.substring(from.key().length()), set));
        }
    }

    /** Adds to a batch that all that lies below one name lies below another. */
    void moveContents(String from, String to, Batch batch) {
        for (Shelf<? extends Securable> shelf : List.of(schemas, tables, functions, assets)) {
            for (Securable held : shelf.under(from + ".")) {
                String renamed = to + held.fullName().substring(from.length());
                move(
                        new SecurableRef(held.kind(), held.fullName()),
                        new SecurableRef(held.kind(), renamed),
                        held.withHeader(held.header().named(renamed)),
                        batch);
            }
        }
    }

    /** Assets share one shelf and no names. */
    private String key(SecurableRef ref) {
        return shelfOf(ref.kind()) == assets ? ref.fullName() + "#" + ref.kind() : ref.fullName();
    }

    private List<String> tagKeys(SecurableRef ref) {
        return tags.keysUnder(ref.key()).stream()
                .filter(key -> key.equals(ref.key()) || key.startsWith(ref.key() + TagSet.COLUMN))
                .toList();
    }

    private Shelf<StorageEntry> shelf(SecurableKind kind) {
        return kind == SecurableKind.STORAGE_CREDENTIAL ? credentials : locations;
    }

    private Shelf<?> shelfOf(SecurableKind kind) {
        return switch (kind) {
            case CATALOG -> catalogs;
            case SCHEMA -> schemas;
            case TABLE -> tables;
            case FUNCTION -> functions;
            case VOLUME, REGISTERED_MODEL, SECRET, MODEL_SERVICE, MODEL_PROVIDER_SERVICE, MCP_SERVICE -> assets;
            case SHARE -> shares;
            case RECIPIENT -> recipients;
            case PROVIDER -> providers;
            case STORAGE_CREDENTIAL -> credentials;
            case EXTERNAL_LOCATION -> locations;
            case METASTORE -> throw new IllegalArgumentException("a metastore cannot be removed");
        };
    }
}
