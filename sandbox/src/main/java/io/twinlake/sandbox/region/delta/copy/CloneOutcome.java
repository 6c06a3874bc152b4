package io.twinlake.sandbox.region.delta.copy;

/** What a clone did, in the counts and bytes that Databricks reports. */
public record CloneOutcome(
        long version,
        long sourceTableSize,
        long sourceNumOfFiles,
        long numRemovedFiles,
        long numCopiedFiles,
        long removedFilesSize,
        long copiedFilesSize) {}
