package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.ProviderEntry;
import io.twinlake.sandbox.region.metastore.RecipientEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.StorageEntry;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Grants;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.region.metastore.access.Rights;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.access.Texts;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import io.twinlake.sandbox.region.setting.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A region's metastore, put together: one part per kind of object, over one journal. */
public final class Metastore {

    private static final String SELF = "self";

    private final Identity identity;
    private final Journal journal;
    private final Shelves shelves;
    private final Principals principals;
    private final Grants grants;
    private final Access access;
    private final Texts texts;
    private final Catalogs catalogs;
    private final Schemas schemas;
    private final Tables tables;
    private final Functions functions;
    private final Assets assets;
    private final Tags tags;
    private final Guards guards;
    private final Policies policies;
    private final Owners owners;
    private final StorageObjects credentials;
    private final StorageObjects locations;
    private final StorageLocations paths;

    /**
     * @param journal already opened over the shelves
     * @param mounted answers for the tables of mounted shares
     */
    public Metastore(
            Identity identity,
            Journal journal,
            Shelves shelves,
            Principals principals,
            MountedShares mounted,
            Settings settings,
            Clock clock) {
        this.identity = identity;
        this.journal = journal;
        this.shelves = shelves;
        this.principals = principals;
        grants = new Grants(journal, shelves.grants, this::requireGrantee, principals::own, this::isMounted);
        access = new Access(new Rights(grants, identity.metastoreId(), shelves::owner, this::isAccessible));
        texts = new Texts(access, settings);
        paths = new StorageLocations(shelves, access, identity.storageRoot());
        catalogs = new Catalogs(journal, shelves, access, paths, identity.workspaceId(), clock);
        schemas = new Schemas(journal, shelves, access, catalogs, paths, mounted, clock);
        tables = new Tables(journal, shelves, access, catalogs, schemas, paths, mounted, clock);
        functions = new Functions(journal, shelves, access, catalogs, schemas, clock);
        assets = new Assets(journal, shelves, access, schemas, clock);
        tags = new Tags(journal, shelves, access);
        guards = new Guards(journal, shelves, access, tables);
        policies = new Policies(journal, shelves, access, principals, guards, clock);
        owners = new Owners(journal, shelves, access, principals, clock);
        credentials = new StorageObjects(
                SecurableKind.STORAGE_CREDENTIAL, shelves.credentials, journal, shelves, access, clock);
        locations =
                new StorageObjects(SecurableKind.EXTERNAL_LOCATION, shelves.locations, journal, shelves, access, clock);
        catalogs.ensureSystem();
        ensureSelf(clock);
        if (shelves.locations.all().isEmpty()) {
            registerOwnStorage(clock);
        }
    }

    /** A workspace comes with a credential and an external location for its region's lake. */
    private void registerOwnStorage(Clock clock) {
        Audit audit = Audit.createdBy(identity.owner(), clock.millis());
        String credential = identity.region() + "-credential";
        Header header = new Header(credential, UUID.randomUUID().toString(), null, Map.of(), audit);
        Map<String, Object> connector = Map.of(
                "access_connector_id",
                "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/" + identity.region()
                        + "/providers/Microsoft.Databricks/accessConnectors/" + identity.region());
        StorageEntry identityOfStorage =
                new StorageEntry(SecurableKind.STORAGE_CREDENTIAL, header, Map.of("azure_managed_identity", connector));
        String location = identity.region() + "-lake";
        StorageEntry lake = new StorageEntry(
                SecurableKind.EXTERNAL_LOCATION,
                new Header(location, UUID.randomUUID().toString(), null, Map.of(), audit),
                Map.of(
                        "url",
                        identity.storageRoot() + "/",
                        "credential_name",
                        credential,
                        "credential_id",
                        header.id()));
        journal.commit(new Batch()
                .put(shelves.credentials, credential, identityOfStorage)
                .put(shelves.locations, location, lake));
    }

    /** Every metastore comes with itself as a recipient and as a provider. */
    private void ensureSelf(Clock clock) {
        if (!shelves.recipients.has(SELF)) {
            Header header = new Header(
                    SELF,
                    UUID.randomUUID().toString(),
                    null,
                    Map.of(),
                    Audit.createdBy(Catalogs.SYSTEM_USER, clock.millis()));
            journal.commit(new Batch()
                    .put(
                            shelves.recipients,
                            SELF,
                            new RecipientEntry(header, "DATABRICKS", identity.globalMetastoreId()))
                    .put(shelves.providers, SELF, new ProviderEntry(header, identity.globalMetastoreId())));
        }
    }

    private boolean isAccessible(SecurableRef catalog) {
        return shelves.catalogs
                .get(catalog.fullName())
                .map(entry -> entry.isAccessibleFrom(identity.workspaceId()))
                .orElse(true);
    }

    private boolean isMounted(SecurableRef catalog) {
        return catalog.kind() == SecurableKind.CATALOG
                && shelves.catalogs
                        .get(catalog.fullName())
                        .filter(entry -> entry.source() != null)
                        .isPresent();
    }

    private void requireGrantee(SecurableKind kind, String principal) {
        if (kind == SecurableKind.SHARE) {
            if (!shelves.recipients.has(principal)) {
                throw SecurableKind.RECIPIENT.missing(principal);
            }
        } else {
            principals.require(principal);
        }
    }

    public Identity identity() {
        return identity;
    }

    public Principals principals() {
        return principals;
    }

    public Grants grants() {
        return grants;
    }

    public Access access() {
        return access;
    }

    public Texts texts() {
        return texts;
    }

    public Catalogs catalogs() {
        return catalogs;
    }

    public Schemas schemas() {
        return schemas;
    }

    public Tables tables() {
        return tables;
    }

    public Functions functions() {
        return functions;
    }

    public Tags tags() {
        return tags;
    }

    public Guards guards() {
        return guards;
    }

    public Assets assets() {
        return assets;
    }

    public Policies policies() {
        return policies;
    }

    public Owners owners() {
        return owners;
    }

    public StorageObjects credentials() {
        return credentials;
    }

    public StorageObjects locations() {
        return locations;
    }

    /** What is recorded, unfiltered: for parts of the metastore that list across kinds. */
    public Shelves shelves() {
        return shelves;
    }

    public Journal journal() {
        return journal;
    }

    /** The name of the storage credential that opens a path. */
    public Optional<String> credentialFor(String path) {
        return paths.covering(path)
                .map(location -> String.valueOf(location.settings().get("credential_name")));
    }

    /** The external location of a path. */
    public Optional<SecurableRef> locationOf(String path) {
        return paths.covering(path)
                .map(location -> new SecurableRef(SecurableKind.EXTERNAL_LOCATION, location.fullName()));
    }

    /** The tables whose data lies at a path, in it or around it. */
    public List<TableEntry> tablesAt(String path) {
        return paths.tablesAt(path).toList();
    }

    /** Where a managed table's data belongs. */
    public String managedLocation(TableName name, String tableId) {
        return paths.ofManagedTable(name, tableId);
    }
}
