package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A table's version in the form of a checksum file, in which Delta finds protocol, metadata and sums without a job. */
public final class Checksum {

    /** A checksum names the table's files where they are no more than these. */
    public static final int FEW_FILES = 16;

    private Checksum() {}

    static ObjectNode of(TableSnapshot table) {
        ObjectNode checksum = Json.object()
                .put("tableSizeBytes", table.sizeInBytes())
                .put("numFiles", table.files().size())
                .put("numMetadata", 1)
                .put("numProtocol", 1);
        if (Json.textList(table.protocol().path("readerFeatures")).contains("deletionVectors")) {
            addDeletions(checksum, table);
        }
        ArrayNode domains = checksum.putArray("domainMetadata");
        table.domains().values().forEach(domains::add);
        if (table.files().size() <= FEW_FILES) {
            ArrayNode files = checksum.putArray("allFiles");
            table.files().values().forEach(files::add);
        }
        checksum.set("metadata", table.metaData());
        checksum.set("protocol", table.protocol());
        return checksum;
    }

    private static void addDeletions(ObjectNode checksum, TableSnapshot table) {
        long rows = 0;
        long vectors = 0;
        for (JsonNode add : table.files().values()) {
            if (add.hasNonNull("deletionVector")) {
                rows += add.path("deletionVector").path("cardinality").asLong();
                vectors++;
            }
        }
        checksum.put("numDeletedRecordsOpt", rows).put("numDeletionVectorsOpt", vectors);
    }
}
