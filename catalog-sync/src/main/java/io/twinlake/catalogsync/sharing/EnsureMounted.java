package io.twinlake.catalogsync.sharing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.TwoMetastores;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes sure that a recipient's metastore is known to a provider's, and that the provider's shares are mounted there as catalogs. */
final class EnsureMounted {
    private final GuardedWorkspace provider;
    private final GuardedWorkspace recipient;
    private final Patience patience;

    EnsureMounted(GuardedWorkspace provider, GuardedWorkspace recipient, Patience patience) {
        this.provider = provider;
        this.recipient = recipient;
        this.patience = patience;
    }

    /** The provider's name for the recipient's metastore; a metastore has one recipient for each other one, whoever made it. */
    String ensureRecipient() {
        String metastore = TwoMetastores.id(recipient.reading());
        return recipientOf(metastore).orElseGet(() -> create(metastore));
    }

    /** Whether a catalog stands where a share is mounted. */
    boolean isMounted(String share) {
        return mount(share).isPresent();
    }

    private Optional<ObjectNode> mount(String share) {
        return recipient.reading().catalog().find(SecurableKind.CATALOG, ObjectName.of(share));
    }

    /** Mounts a share as a catalog of its name. */
    void ensureMounted(String share, String comment) {
        Optional<ObjectNode> there = mount(share);
        if (there.isPresent()) {
            requireShare(share, there.get());
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", share).put("provider_name", providerName()).put("share_name", share);
        body.put("comment", comment);
        mount(share, body);
    }

    /** A share that was given just now may not be known there yet. */
    private void mount(String share, ObjectNode body) {
        if (!patience.until(() -> isTaken(body))) {
            throw notThere(
                    "mount share",
                    share,
                    "region " + recipient.reading().region() + " does not know share " + share + " of region "
                            + provider.reading().region() + " after " + patience
                            + ": see that the recipient of its metastore may read it");
        }
    }

    private boolean isTaken(ObjectNode body) {
        try {
            recipient.create(SecurableKind.CATALOG, body);
        } catch (ClientException failure) {
            if (failure.category() == FailureCategory.NOT_FOUND) {
                return false;
            }
            if (failure.category() != FailureCategory.CONFLICT) {
                throw failure;
            }
        }
        return true;
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
        return recipient("data_recipient_global_metastore_id", metastore);
    }

    /** The name of the recipient that has a value in a field, among those that are shown. */
    private Optional<String> recipient(String field, String value) {
        try (Stream<ObjectNode> recipients = provider.reading().sharing().recipients()) {
            return recipients
                    .filter(known -> value.equals(known.path(field).asText()))
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
            return recipientOf(metastore).orElseThrow(() -> unusable(name, metastore, failure));
        }
    }

    private ClientException unusable(String name, String metastore, ClientException exists) {
        return recipient("name", name).isPresent() ? takenName(name, metastore, exists) : notShown(metastore, exists);
    }

    private ClientException takenName(String name, String metastore, ClientException exists) {
        return new ClientException(
                FailureCategory.CONFLICT,
                "create recipient",
                name,
                exists.platformCode(),
                "recipient " + name + " in region " + provider.reading().region() + " does not stand for metastore "
                        + metastore + ": drop or rename it",
                exists);
    }

    /** A metastore has one recipient at most for another one, and shows it to who may use it. */
    private ClientException notShown(String metastore, ClientException exists) {
        RegionName region = provider.reading().region();
        String message = "region " + region + " has a recipient for metastore " + metastore + " of region "
                + recipient.reading().region()
                + " that somebody else made, and does not show it: grant Twinlake USE RECIPIENT on the metastore ("
                + exists.getMessage() + ")";
        return new ClientException(
                FailureCategory.PERMISSION, "find recipient", metastore, exists.platformCode(), message, exists);
    }

    /** The platform makes the provider by itself once the recipient exists, and takes its time for it. */
    private String providerName() {
        String metastore = TwoMetastores.id(provider.reading());
        return patience.await(() -> providerOf(metastore))
                .orElseThrow(() -> notThere(
                        "find provider",
                        metastore,
                        "region " + recipient.reading().region() + " does not list a provider for metastore "
                                + metastore + " of region "
                                + provider.reading().region() + " after " + patience
                                + ": enable Delta Sharing on both, and grant Twinlake USE PROVIDER on the metastore"));
    }

    private Optional<String> providerOf(String metastore) {
        try (Stream<ObjectNode> providers = recipient.reading().sharing().providers()) {
            return providers
                    .filter(known -> metastore.equals(
                            known.path("data_provider_global_metastore_id").asText()))
                    .map(known -> known.path("name").asText())
                    .findFirst();
        }
    }

    private static ClientException notThere(String operation, String object, String message) {
        return new ClientException(FailureCategory.NOT_FOUND, operation, object, null, message, null);
    }
}
