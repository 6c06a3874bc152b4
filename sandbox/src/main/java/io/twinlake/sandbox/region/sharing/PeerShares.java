package io.twinlake.sandbox.region.sharing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.RegionSpec.Peer;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.ProviderEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.metastore.objects.MountedShares;
import io.twinlake.sandbox.region.metastore.objects.Shelves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The receiving side of shares: reads them from the providers' regions. */
public final class PeerShares implements MountedShares {

    private final String ownGlobalMetastoreId;
    private final List<Peer> peers;
    private final Shelves shelves;
    private final PeerClient client;
    private volatile @Nullable Peer itself;

    public PeerShares(String ownGlobalMetastoreId, List<Peer> peers, Shelves shelves) {
        this.ownGlobalMetastoreId = ownGlobalMetastoreId;
        this.peers = peers;
        this.shelves = shelves;
        this.client = new PeerClient(ownGlobalMetastoreId);
    }

    @Override
    public List<String> schemas(ShareSource source) {
        List<String> schemas = new ArrayList<>();
        share(source).path("schemas").forEach(schema -> schemas.add(schema.asText()));
        return schemas;
    }

    @Override
    public List<TableEntry> tables(ShareSource source, String catalog, String schema) {
        List<TableEntry> tables = new ArrayList<>();
        String path = path(source) + "/schemas/" + PeerClient.encode(schema.toLowerCase(Locale.ROOT)) + "/tables";
        JsonNode answer =
                client.get(peer(source), path).orElseThrow(() -> SecurableKind.SCHEMA.missing(catalog + "." + schema));
        for (JsonNode node : answer.path("tables")) {
            tables.add(mounted(parse(node), catalog));
        }
        return tables;
    }

    @Override
    public Optional<TableEntry> table(ShareSource source, String catalog, String schema, String table) {
        return shared(source, schema, table).map(found -> mounted(found, catalog));
    }

    @Override
    public OptionalLong historyFrom(ShareSource source, String schema, String table) {
        Optional<SharedTable> shared = shared(source, schema, table);
        if (shared.isEmpty()) {
            return OptionalLong.of(0);
        }
        Long from = shared.get().historyFrom();
        return from == null ? OptionalLong.empty() : OptionalLong.of(from);
    }

    @Override
    public OptionalLong mostFiles(ShareSource source, String schema, String table) {
        return shared(source, schema, table)
                .map(shared -> OptionalLong.of(shared.mostFiles()))
                .orElseGet(OptionalLong::empty);
    }

    /** From now on this metastore is reached as its own provider. */
    public void reach(Peer own) {
        itself = own;
    }

    /** The names of the shares that a provider gives us; empty where it has made us no recipient. */
    public List<String> sharesOf(ProviderEntry provider) {
        List<String> names = new ArrayList<>();
        offered(peer(provider.globalMetastoreId()))
                .ifPresent(shares -> shares.forEach(share -> names.add(share.asText())));
        return names;
    }

    /** The shares that a peer offers; empty where it does not know us as a recipient. */
    Optional<JsonNode> offered(Peer peer) {
        return client.get(peer, "/shares").map(answer -> answer.path("shares"));
    }

    /** What a share is made of, as its provider shows it. */
    JsonNode share(ShareSource source) {
        return client.get(peer(source), path(source)).orElseThrow(() -> SecurableKind.SHARE.missing(source.share()));
    }

    private Optional<SharedTable> shared(ShareSource source, String schema, String table) {
        String path = path(source) + "/schemas/" + PeerClient.encode(schema) + "/tables/" + PeerClient.encode(table);
        return client.get(peer(source), path).map(PeerShares::parse);
    }

    private static String path(ShareSource source) {
        return "/shares/" + PeerClient.encode(source.share());
    }

    private static SharedTable parse(JsonNode node) {
        try {
            return PeerClient.JSON.treeToValue(node, SharedTable.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a provider answered with what is no table: " + node, e);
        }
    }

    /** The provider's table under its name in the mount; what is the provider's business alone is left out. */
    private TableEntry mounted(SharedTable shared, String catalog) {
        TableEntry table = shared.table();
        Audit audit = table.header().audit();
        String mounter =
                shelves.catalogs.get(catalog).orElseThrow().header().audit().createdBy();
        return new TableEntry(
                new TableName(catalog, shared.schema(), shared.name()),
                table.tableId(),
                TableType.MANAGED,
                "DELTASHARING",
                table.location(),
                table.columns(),
                table.partitionColumns(),
                table.properties(),
                table.comment(),
                null,
                List.of(),
                new Audit(mounter, audit.createdAt(), "System user", audit.updatedAt(), "System user"));
    }

    private Peer peer(ShareSource source) {
        ProviderEntry provider = shelves.providers
                .get(source.provider().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> SecurableKind.PROVIDER.missing(source.provider()));
        return peer(provider.globalMetastoreId());
    }

    private Peer peer(String globalMetastoreId) {
        Peer own = itself;
        if (own != null && globalMetastoreId.equals(ownGlobalMetastoreId)) {
            return own;
        }
        return peers.stream()
                .filter(peer -> peer.globalMetastoreId().equals(globalMetastoreId))
                .findFirst()
                .orElseThrow(() -> SecurableKind.PROVIDER.missing(globalMetastoreId));
    }
}
