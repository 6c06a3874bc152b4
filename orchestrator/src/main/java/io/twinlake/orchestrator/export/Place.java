package io.twinlake.orchestrator.export;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.storage.BlobContent;
import io.twinlake.clients.storage.BlobEntry;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.Credentials;
import io.twinlake.config.Region;
import io.twinlake.config.StorageCredentials;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.ledger.export.ExportName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where copies of the ledger go. Each call may find it dead: asking whether it answers ends within two seconds.
 *
 * @param name a region's name, or {@code witness}
 */
record Place(String name, Function<CallLimits, BlobStore> opening) {
    private static final String CONTAINER = "twinlake";
    private static final String FOLDER = "ledger/";
    private static final String NO_CONTAINER = "ContainerNotFound";
    static final CallLimits ASKING = CallLimits.within(Duration.ofSeconds(2));
    private static final CallLimits CARRYING =
            new CallLimits(Duration.ofMillis(1500), Duration.ofSeconds(60), Duration.ofMinutes(2), null);

    /** Every place that the configuration knows: regions with storage, and the witness. */
    static List<Place> of(TwinlakeConfig config) {
        List<Place> places = new ArrayList<>();
        config.regions().values().forEach(region -> {
            @Nullable URI storage = region.storage();
            if (storage != null) {
                places.add(new Place(region.name().value(), limits -> open(storage, region, limits)));
            }
        });
        config.witness()
                .ifPresent(witness -> places.add(new Place("witness", limits -> open(witness, config, limits))));
        return places;
    }

    private static BlobStore open(URI storage, Region region, CallLimits limits) {
        @Nullable StorageCredentials credentials = region.storageCredentials();
        return BlobStores.open(
                storage,
                credentials == null ? new StorageCredentials.SameAsWorkspace() : credentials,
                region.credentials(),
                CONTAINER,
                limits);
    }

    private static BlobStore open(WitnessLocation witness, TwinlakeConfig config, CallLimits limits) {
        Credentials azure = config.azure().credentials();
        return BlobStores.open(witness.storage(), witness.credentials(), azure, witness.container(), limits);
    }

    /** Sees that it answers and has room for copies; throws what the storage client throws. */
    void prepare() {
        opening.apply(ASKING).ensureContainer();
    }

    void put(ExportName name, Path file) {
        opening.apply(CARRYING).write(FOLDER + name, BlobContent.of(file));
    }

    /**
     * The copies that are there, each with the time of its arrival.
     *
     * @param asking how long it may take to answer at all
     */
    Map<ExportName, Instant> list(CallLimits asking) {
        if (isEmpty(asking)) {
            return Map.of();
        }
        return opening.apply(CARRYING)
                .list(FOLDER)
                .filter(blob ->
                        ExportName.parse(blob.name().substring(FOLDER.length())).isPresent())
                .collect(Collectors.toMap(
                        blob -> ExportName.parse(blob.name().substring(FOLDER.length()))
                                .orElseThrow(),
                        BlobEntry::modified));
    }

    /** Whether there is no copy, nor anything that could hold one; looking makes nothing. */
    private boolean isEmpty(CallLimits asking) {
        try {
            return opening.apply(asking).list(FOLDER).findFirst().isEmpty();
        } catch (ClientException refused) {
            if (NO_CONTAINER.equals(refused.platformCode())) {
                return true;
            }
            throw refused;
        }
    }

    byte[] read(ExportName name) {
        return opening.apply(CARRYING)
                .read(FOLDER + name)
                .orElseThrow(() -> new IllegalStateException(name + " vanished from " + this.name))
                .content();
    }
}
