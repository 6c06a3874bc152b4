package io.twinlake.orchestrator.export;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.storage.Blob;
import io.twinlake.clients.storage.BlobContent;
import io.twinlake.clients.storage.BlobEntry;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.ledger.export.signed.ExportHead;
import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.ledger.export.signed.RefusedExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where copies of the ledger go. Each call may find it dead, and ends within its limits.
 *
 * @param name a region's name, or {@code witness}
 */
record Place(String name, Function<CallLimits, BlobStore> opening) {
    private static final String WITNESS = "witness";
    private static final String CONTAINER = "twinlake";
    private static final String FOLDER = "ledger/";
    private static final String NO_CONTAINER = "ContainerNotFound";
    private static final String HEAD = "/head.json";
    private static final long LARGEST_HEAD = 1L << 16;
    /** Behind a run: a dead place is told at once, and the next run tries again. */
    static final CallLimits ASKING = CallLimits.within(Duration.ofSeconds(2));
    /** Where a person waits for what a place has, and a slow one is no reason to do without it. */
    static final CallLimits PATIENT = CallLimits.within(Duration.ofSeconds(30));

    private static final CallLimits CARRYING =
            new CallLimits(Duration.ofMillis(1500), Duration.ofSeconds(60), Duration.ofMinutes(2), null);

    /** The one that is told how far the copies reach. */
    boolean isWitness() {
        return name.equals(WITNESS);
    }

    /** Every place that the configuration knows: regions with storage, and the witness. */
    static List<Place> of(TwinlakeConfig config) {
        List<Place> places = new ArrayList<>();
        config.regions().values().forEach(region -> {
            @Nullable URI storage = region.storage();
            if (storage != null) {
                places.add(new Place(region.name().value(), limits -> open(storage, region, limits)));
            }
        });
        config.witness().ifPresent(witness -> places.add(new Place(WITNESS, limits -> open(witness, config, limits))));
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

    /**
     * Writes a file where none of its name is: what a place has is never written over.
     *
     * @return false where another file has the name
     */
    boolean put(ExportName name, Path file) {
        BlobStore blobs = opening.apply(CARRYING);
        return blobs.create(FOLDER + name, BlobContent.of(file)).isPresent() || isThere(blobs, name, file);
    }

    private static boolean isThere(BlobStore blobs, ExportName name, Path file) {
        try {
            byte[] ours = Files.readAllBytes(file);
            return blobs.read(FOLDER + name)
                    .filter(there -> Arrays.equals(there.content(), ours))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how far the copies of a ledger reach; what is known already of a later file stays. */
    void tell(ExportHead head, Secret key) {
        BlobStore blobs = opening.apply(CARRYING);
        String name = FOLDER + head.ledger() + HEAD;
        BlobContent content = BlobContent.of(head.signed(key));
        Optional<BlobEntry> there = blobs.find(name);
        if (there.isEmpty()) {
            blobs.create(name, content);
            return;
        }
        Optional<Blob> known = head(blobs, head.ledger(), there.get());
        if (known.isPresent()
                && ExportHead.read(head.ledger(), known.get().text(), key).sequence() < head.sequence()) {
            blobs.replace(name, content, known.get().entry().etag(), null);
        }
    }

    /** What it was told of how far the copies of each ledger reach. */
    KnownHeads heads(Optional<String> ledger, Secret key) {
        BlobStore blobs = opening.apply(CARRYING);
        List<ExportHead> heads = new ArrayList<>();
        Map<String, RefusedExport> unreadable = new TreeMap<>();
        contents(blobs).filter(entry -> entry.name().endsWith(HEAD)).forEach(entry -> {
            String found = entry.name().substring(FOLDER.length(), entry.name().length() - HEAD.length());
            if (ledger.isPresent() && !ledger.get().equals(found)) {
                return;
            }
            try {
                head(blobs, found, entry).ifPresent(blob -> heads.add(ExportHead.read(found, blob.text(), key)));
            } catch (RefusedExport refused) {
                unreadable.put(found, refused);
            }
        });
        return new KnownHeads(heads, unreadable);
    }

    /** A head has a line for each group; what is larger is none, and is not read. */
    private static Optional<Blob> head(BlobStore blobs, String ledger, BlobEntry entry) {
        if (entry.length() > LARGEST_HEAD) {
            throw new RefusedExport("What the witness knows of the copies of ledger " + ledger + " has "
                    + entry.length() + " bytes: it was not written by Twinlake.");
        }
        return blobs.read(entry.name());
    }

    /**
     * The copies that are there, each with its length; changes nothing.
     *
     * @param asking how long it may take to answer at all
     */
    Map<ExportName, Long> list(CallLimits asking) {
        if (isEmpty(asking)) {
            return Map.of();
        }
        return contents(opening.apply(CARRYING))
                .filter(blob ->
                        ExportName.parse(blob.name().substring(FOLDER.length())).isPresent())
                .collect(Collectors.toMap(
                        blob -> ExportName.parse(blob.name().substring(FOLDER.length()))
                                .orElseThrow(),
                        BlobEntry::length));
    }

    private static Stream<BlobEntry> contents(BlobStore blobs) {
        try {
            return blobs.list(FOLDER).toList().stream();
        } catch (ClientException e) {
            if (e.category() == FailureCategory.NOT_FOUND) {
                return Stream.empty();
            }
            throw e;
        }
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
                .orElseThrow(() -> new RefusedExport(name + " vanished from " + this.name + "."))
                .content();
    }
}
