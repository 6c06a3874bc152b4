package io.twinlake.catalogsync.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes sure that a recipient's metastore is known to a provider's, and that the provider's shares are mounted there as catalogs. */
public final class EnsureMounted {
    private static final String METASTORE = "global_metastore_id";

    private final GuardedWorkspace provider;
    private final GuardedWorkspace recipient;
    private final GroupName group;

    public EnsureMounted(GuardedWorkspace provider, GuardedWorkspace recipient, GroupName group) {
        this.provider = provider;
        this.recipient = recipient;
        this.group = group;
    }

    /** The provider's name for the recipient's metastore; a metastore has one recipient for each other one, whoever made it. */
    public String ensureRecipient() {
        String metastore = metastore(recipient.reading());
        return recipientOf(metastore).orElseGet(() -> create(metastore));
    }

    /** Whether a catalog stands where a catalog's share is mounted. */
    boolean isMounted(String catalog) {
        return mount(ShareNames.share(group, catalog)).isPresent();
    }

    private Optional<ObjectNode> mount(String mount) {
        return recipient.reading().catalog().find(SecurableKind.CATALOG, ObjectName.of(mount));
    }

    /** Mounts a catalog's share. */
    public void ensureMounted(String catalog) {
        String mount = ShareNames.share(group, catalog);
        Optional<ObjectNode> there = mount(mount);
        if (there.isPresent()) {
            requireShare(mount, there.get());
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", mount).put("provider_name", providerName()).put("share_name", mount);
        body.put("comment", "Made by Twinlake: tables of " + catalog + " for failover group " + group);
        try {
            recipient.create(SecurableKind.CATALOG, body);
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.CONFLICT) {
                throw failure;
            }
        }
    }

    private static void requireShare(String mount, ObjectNode catalog) {
        if (!mount.equals(catalog.path("share_name").asText())) {
            throw new ClientException(
                    FailureCategory.CONFLICT,
                    "mount share",
                    mount,
                    null,
                    "catalog " + mount + " exists and does not show the share of that name: rename or drop it",
                    null);
        }
    }

    private Optional<String> recipientOf(String metastore) {
        try (Stream<ObjectNode> recipients = provider.reading().sharing().recipients()) {
            return recipients
                    .filter(known -> metastore.equals(
                            known.path("data_recipient_global_metastore_id").asText()))
                    .map(known -> known.path("name").asText())
                    .findFirst();
        }
    }

    private String create(String metastore) {
        RegionName region = recipient.reading().region();
        String name = ShareNames.recipient(region);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name).put("authentication_type", "DATABRICKS");
        body.put("data_recipient_global_metastore_id", metastore);
        body.put("comment", "Made by Twinlake: region " + region);
        try {
            provider.sharingToWrite().createRecipient(body);
            return name;
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.CONFLICT) {
                throw failure;
            }
            return recipientOf(metastore).orElseThrow(() -> failure);
        }
    }

    /** The platform makes the provider by itself once the recipient exists. */
    private String providerName() {
        String metastore = metastore(provider.reading());
        try (Stream<ObjectNode> providers = recipient.reading().sharing().providers()) {
            return providers
                    .filter(known -> metastore.equals(
                            known.path("data_provider_global_metastore_id").asText()))
                    .map(known -> known.path("name").asText())
                    .findFirst()
                    .orElseThrow(() -> new ClientException(
                            FailureCategory.NOT_FOUND,
                            "find provider",
                            metastore,
                            null,
                            "region " + recipient.reading().region() + " does not list a provider for metastore "
                                    + metastore + " of region "
                                    + provider.reading().region()
                                    + ": enable Delta Sharing on both, and grant Twinlake USE PROVIDER on the metastore",
                            null));
        }
    }

    private static String metastore(Workspace workspace) {
        return workspace.catalog().metastore().path(METASTORE).asText();
    }
}
