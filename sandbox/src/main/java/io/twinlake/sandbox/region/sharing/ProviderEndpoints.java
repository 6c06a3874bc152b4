package io.twinlake.sandbox.region.sharing;

import io.javalin.http.Context;
import io.twinlake.sandbox.region.RegionSpec.Peer;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.RecipientEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** The giving side of shares: answers the regions whose metastores are our recipients. */
public final class ProviderEndpoints {

    private final ToldContents contents;
    private final Recipients recipients;
    private final List<Peer> peers;
    private final Settings settings;
    private final Clock clock;

    public ProviderEndpoints(Shares shares, Recipients recipients, List<Peer> peers, Settings settings, Clock clock) {
        this.contents = new ToldContents(shares, settings, clock);
        this.recipients = recipients;
        this.peers = peers;
        this.settings = settings;
        this.clock = clock;
    }

    public void register(Routes routes) {
        String share = PeerClient.BASE + "/shares/{share}";
        routes.open(
                        PeerClient.BASE + "/shares",
                        context -> new Fields()
                                .with(
                                        "shares",
                                        recipients.shares(recipient(context)).stream()
                                                .map(ShareEntry::fullName)
                                                .toList()))
                .open(
                        share,
                        context -> new Fields()
                                .with(
                                        "schemas",
                                        tables(context).stream()
                                                .map(SharedTable::schema)
                                                .distinct()
                                                .sorted()
                                                .toList()))
                .open(share + "/schemas/{schema}/tables", this::schema)
                .open(share + "/schemas/{schema}/tables/{table}", this::table);
    }

    private Object schema(Context context) {
        String schema = context.pathParam("schema");
        List<SharedTable> tables = tables(context).stream()
                .filter(table -> table.schema().equals(schema))
                .sorted(Comparator.comparing(SharedTable::name))
                .toList();
        if (tables.isEmpty()) {
            throw SecurableKind.SCHEMA.missing(schema);
        }
        return new Fields()
                .with("tables", tables.stream().map(ProviderEndpoints::json).toList());
    }

    private Object table(Context context) {
        String sharedAs = context.pathParam("schema") + "." + context.pathParam("table");
        return tables(context).stream()
                .filter(table -> table.sharedAs().equals(sharedAs))
                .findFirst()
                .map(ProviderEndpoints::json)
                .orElseThrow(() -> SecurableKind.TABLE.missing(sharedAs));
    }

    private static Object json(SharedTable table) {
        return PeerClient.JSON.valueToTree(table);
    }

    private List<SharedTable> tables(Context context) {
        String name = context.pathParam("share");
        return recipients.shares(recipient(context)).stream()
                .filter(share -> share.fullName().equals(name))
                .findFirst()
                .map(contents::of)
                .orElseThrow(() -> SecurableKind.SHARE.missing(name));
    }

    private RecipientEntry recipient(Context context) {
        String metastore = String.valueOf(context.header(PeerClient.METASTORE_HEADER));
        String secret = String.valueOf(context.header(PeerClient.SECRET_HEADER));
        boolean known = peers.stream()
                .filter(peer -> peer.globalMetastoreId().equals(metastore))
                .anyMatch(peer -> MessageDigest.isEqual(
                        peer.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8)));
        if (!known) {
            throw new CatalogFailure(ErrorKind.PERMISSION_DENIED, "This metastore is not known here");
        }
        return recipients
                .of(metastore)
                .filter(this::isKnown)
                .orElseThrow(() -> SecurableKind.RECIPIENT.missing(metastore));
    }

    private boolean isKnown(RecipientEntry recipient) {
        long after = recipient.header().audit().createdAt() + settings.get(Setting.PROVIDER_KNOWN_MS);
        return after <= clock.millis();
    }
}
