package io.twinlake.sandbox.region.delta.copy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Copies data files and deletion vectors that a table's folder lacks; the files keep their names and never change. */
final class FileCopy {

    private static final int AT_ONCE = 4;

    private final LakeStorage storage;
    private final Runnable betweenFiles;

    FileCopy(LakeStorage storage, Runnable betweenFiles) {
        this.storage = storage;
        this.betweenFiles = betweenFiles;
    }

    /** Copies what the target's actions name from where the source's actions have it. */
    void copyMissing(Map<DataFile, ObjectNode> added, LakePath target) {
        Map<LakePath, LakePath> wanted = wanted(added, target);
        if (wanted.isEmpty()) {
            return;
        }
        Map<LakePath, Long> present =
                storage.list(target).stream().collect(Collectors.toMap(LakeFile::path, LakeFile::size));
        wanted.keySet().removeIf(present::containsKey);
        copyAll(wanted);
    }

    /** Source by target, since several vectors share one file. */
    private static Map<LakePath, LakePath> wanted(Map<DataFile, ObjectNode> added, LakePath target) {
        Map<LakePath, LakePath> wanted = new LinkedHashMap<>();
        added.forEach((source, action) -> {
            DataFile copy = new DataFile(target, action);
            wanted.put(copy.data(), source.data());
            source.vector().ifPresent(vector -> wanted.put(copy.vector().orElseThrow(), vector));
        });
        return wanted;
    }

    private void copyAll(Map<LakePath, LakePath> sourceByTarget) {
        ExecutorService copiers = Executors.newFixedThreadPool(Math.min(AT_ONCE, Math.max(1, sourceByTarget.size())));
        try {
            List<Future<?>> copies = new ArrayList<>();
            sourceByTarget.forEach((target, source) -> copies.add(copiers.submit(() -> copy(source, target))));
            for (Future<?> copy : copies) {
                copy.get();
            }
        } catch (ExecutionException failure) {
            throw rethrown(Objects.requireNonNull(failure.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The clone was interrupted", interrupted);
        } finally {
            copiers.shutdownNow();
        }
    }

    private void copy(LakePath source, LakePath target) {
        betweenFiles.run();
        if (!storage.copy(source, target)) {
            throw new DeltaFailure(
                    "DELTA_FILE_NOT_FOUND_DETAILED",
                    "42K03",
                    "File " + source + " referenced in the transaction log cannot be found. This occurs when data has "
                            + "been manually deleted from the file system rather than using the table `DELETE` "
                            + "statement.");
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
