package io.twinlake.orchestrator.permission;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.azure.PermittedActions;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.primacy.SwitchTarget;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Twinlake's identity must be allowed in Azure for one group, and what of it Azure says that it is. */
final class AzureRights {
    private static final String BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/";
    private static final List<String> OF_A_STORAGE =
            List.of(BLOBS + "write", BLOBS + "blobs/read", BLOBS + "blobs/write");

    private final TwinlakeConfig config;
    private final FailoverGroup group;

    AzureRights(TwinlakeConfig config, FailoverGroup group) {
        this.config = config;
        this.group = group;
    }

    /** @param azure opened where a resource is to be asked about */
    List<AzureRight> ask(Supplier<ArmResources> azure) {
        List<AzureRight> rights = new ArrayList<>();
        if (!group.endpoints().isEmpty()) {
            ArmResources resources = azure.get();
            group.endpoints().forEach(target -> rights.addAll(ask(target, resources)));
        }
        // The configuration has no id of a storage account by which Azure could be asked.
        for (URI storage : storages()) {
            OF_A_STORAGE.forEach(action -> rights.add(new AzureRight(storage.toString(), action, Held.UNKNOWN)));
        }
        return rights;
    }

    private static List<AzureRight> ask(SwitchTarget target, ArmResources azure) {
        Optional<PermittedActions> permitted = permitted(target.resource(), azure);
        return target.actions().stream()
                .map(action -> new AzureRight(
                        target.resource(),
                        action,
                        permitted.map(all -> Held.of(all.include(action))).orElse(Held.UNKNOWN)))
                .toList();
    }

    private static Optional<PermittedActions> permitted(String scope, ArmResources azure) {
        try {
            return Optional.of(azure.permittedActions(scope));
        } catch (ClientException untold) {
            return Optional.empty();
        }
    }

    /** Those that Twinlake signs in to with its identity: the witness's, and where copies of the ledger go. */
    private List<URI> storages() {
        List<URI> storages = new ArrayList<>();
        config.witness()
                .filter(witness -> isByIdentity(witness.credentials()))
                .map(WitnessLocation::storage)
                .ifPresent(storages::add);
        if (config.exportKey().isPresent()) {
            Stream.of(group.home(), group.secondary())
                    .map(config::region)
                    .filter(region -> isByIdentity(region.storageCredentials()))
                    .flatMap(region -> Stream.ofNullable(region.storage()))
                    .forEach(storages::add);
        }
        return storages.stream().distinct().toList();
    }

    private static boolean isByIdentity(@Nullable StorageCredentials credentials) {
        return !(credentials instanceof StorageCredentials.AccountKey);
    }
}
