package io.twinlake.sandbox.region.sharing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The limits of a region's shares, and how late their recipients are told.
 *
 * @param tables most tables of a share
 * @param schemas most schemas of a share
 * @param shares most shares of the metastore
 * @param updates most changes of a share in one call
 * @param activeFiles most files of a table that is read by a share
 * @param toldAfterMs how long a recipient goes on seeing what a share held
 * @param knownAfterMs how long it takes until a new recipient sees this region as a provider
 */
public record SharingSettings(
        int tables, int schemas, int shares, int updates, long activeFiles, long toldAfterMs, long knownAfterMs) {

    /** The platform's limits, and no delay. */
    public static final SharingSettings PLATFORM = new SharingSettings(1_000, 500, 1_000, 100, 400_000, 0, 0);

    /** The file in a region's folder that sets some of them otherwise. */
    public static final String FILE = "sharing.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Those of a region, read anew each time: the file may come and go while the region runs. */
    public static Supplier<SharingSettings> of(Path region) {
        Path file = region.resolve(FILE);
        return () -> Files.exists(file) ? read(file) : PLATFORM;
    }

    private static SharingSettings read(Path file) {
        try {
            ObjectNode settings = JSON.valueToTree(PLATFORM);
            settings.setAll(JSON.readValue(file.toFile(), ObjectNode.class));
            return JSON.treeToValue(settings, SharingSettings.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of sharing in " + file + " cannot be read", e);
        }
    }
}
