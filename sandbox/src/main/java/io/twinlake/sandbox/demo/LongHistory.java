package io.twinlake.sandbox.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.access.Workspace;
import io.twinlake.sandbox.fault.StorageDialect;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.region.delta.log.CommitInfo;
import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gives a table many commits at once: those of a stream that went on without new rows. They are written into its log directly, behind a checkpoint which
 * is then written once more behind the last of them, for they change nothing of what it holds.
 */
public final class LongHistory {

    private static final int AT_ONCE = 16;

    /** Makes Delta write a checkpoint with each commit, while it is set. */
    private static final String INTERVAL = "delta.checkpointInterval";

    private final Warehouse warehouse;
    private final LakeStorage storage;
    private final LakePath log;
    private final String table;
    private final TableLog commits;

    /** @param table its full name, quoted as SQL wants it where it must be */
    public LongHistory(RegionLayout region, String table) {
        this.table = table;
        warehouse = new Warehouse(region);
        storage = new LakeStorage(List.of(new LakeAccount(
                region.account().name(),
                URI.create(region.account().endpoint()),
                region.account().key(),
                StorageDialect.caller(region.name()))));
        LakePath root = LakePath.parse(new Workspace(region)
                .get("/api/2.1/unity-catalog/tables/" + table.replace("`", ""))
                .path("storage_location")
                .asText());
        log = root.child("_delta_log");
        commits = new TableLog(storage, root);
    }

    /** Adds that many commits, while nobody else writes the table; the version at which it stands then. */
    public long add(int count) {
        warehouse.run("ALTER TABLE " + table + " SET TBLPROPERTIES ('" + INTERVAL + "' = '1')");
        long last = commits.latestVersion().orElseThrow();
        write(last, count);
        checkpoint(last, last + count);
        warehouse.run("ALTER TABLE " + table + " UNSET TBLPROPERTIES ('" + INTERVAL + "')");
        return commits.latestVersion().orElseThrow();
    }

    private void write(long last, int count) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                long version = last + i;
                written.add(workers.submit(() -> commits.commitOrFail(version, List.of(commit(version)))));
            }
            for (Future<?> each : written) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new SandboxFailure("The commits of " + table + " cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted while the commits of " + table + " were written", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static ObjectNode commit(long version) {
        return CommitInfo.action(
                Instant.now(),
                "STREAMING UPDATE",
                Map.of("outputMode", "Append", "queryId", "a-stream-without-rows", "epochId", Long.toString(version)),
                Map.of("numOutputRows", "0", "numAddedFiles", "0", "numRemovedFiles", "0"),
                Map.of());
    }

    /** What a version holds, once more as what a later one holds. */
    private void checkpoint(long from, long to) {
        byte[] state = storage.read(log.child("%020d.checkpoint.parquet".formatted(from)))
                .orElseThrow(() -> new SandboxFailure("Version " + from + " of " + table + " has no checkpoint"));
        storage.write(log.child("%020d.checkpoint.parquet".formatted(to)), state);
        LakePath pointer = log.child("_last_checkpoint");
        byte[] before = storage.read(pointer)
                .orElseThrow(() -> new SandboxFailure("Nothing says which checkpoint of " + table + " is the last"));
        ObjectNode last = (ObjectNode) Json.parse(new String(before, StandardCharsets.UTF_8));
        last.put("version", to).remove("checksum");
        storage.write(pointer, Json.bytes(List.of(last)));
    }
}
