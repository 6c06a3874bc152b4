package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The log of the Delta table at one place in a lake, present or not. */
public final class TableLog {

    private final LakeStorage storage;
    private final LakePath root;

    public TableLog(LakeStorage storage, LakePath root) {
        this.storage = storage;
        this.root = root;
    }

    public LakePath root() {
        return root;
    }

    /** The newest snapshot; empty when there is no table. */
    public Optional<TableSnapshot> latest() {
        LogFiles files = files();
        return files.latest() < 0 ? Optional.empty() : Optional.of(snapshot(files, files.latest()));
    }

    /** The newest version, told by the names of the log's files; empty when there is no table. */
    public OptionalLong latestVersion() {
        long version = files().latest();
        return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /**
     * The table at a version.
     *
     * @throws DeltaFailure when there is no such version, or its files are gone
     */
    public TableSnapshot at(long version) {
        LogFiles files = files();
        if (version < 0 || version > files.latest()) {
            throw new DeltaFailure(
                    "DELTA_VERSION_NOT_FOUND",
                    "22003",
                    "Cannot time travel Delta table to version " + version + ". Available versions: ["
                            + (files.commits().isEmpty() ? 0 : files.commits().firstKey()) + ", " + files.latest()
                            + "].");
        }
        return snapshot(files, version);
    }

    /**
     * The last version committed at or before a time.
     *
     * @throws DeltaFailure when the first commit is younger, or the last one older
     */
    public long versionAt(Instant time) {
        NavigableMap<Long, Instant> times = commitTimes(files());
        long version = -1;
        for (Map.Entry<Long, Instant> commit : times.entrySet()) {
            if (!commit.getValue().isAfter(time)) {
                version = commit.getKey();
            }
        }
        if (version < 0) {
            throw new DeltaFailure(
                    "DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION",
                    "42816",
                    "The provided timestamp (" + time + ") is before the earliest version available to this table.");
        }
        if (version == times.lastKey() && time.isAfter(times.lastEntry().getValue())) {
            throw new DeltaFailure(
                    "DELTA_TIMESTAMP_GREATER_THAN_COMMIT",
                    "42816",
                    "The provided timestamp (" + time + ") is after the latest version available to this table ("
                            + times.lastEntry().getValue() + ").");
        }
        return version;
    }

    /** The newest commits, newest first, at most {@code limit}. */
    public List<TableCommit> history(int limit) {
        LogFiles files = files();
        NavigableMap<Long, Instant> times = commitTimes(files);
        List<TableCommit> history = new ArrayList<>();
        for (LakeFile file : files.commits().descendingMap().values()) {
            if (history.size() == limit) {
                break;
            }
            long version = version(file);
            history.add(new TableCommit(version, Objects.requireNonNull(times.get(version)), commitInfo(file)));
        }
        return history;
    }

    /** When the first and the last commit that are still there were made. */
    public NavigableMap<Long, Instant> commitTimes() {
        return commitTimes(files());
    }

    /** Commits the actions as one version; false when that version is already taken. */
    public boolean commit(long version, List<ObjectNode> actions) {
        return storage.writeIfAbsent(folder().child("%020d.json".formatted(version)), Json.bytes(actions));
    }

    /**
     * Commits the actions as one version.
     *
     * @throws DeltaFailure when that version is already taken
     */
    public void commitOrFail(long version, List<ObjectNode> actions) {
        if (!commit(version, actions)) {
            throw new DeltaFailure(
                    "DELTA_CONCURRENT_WRITE",
                    "2D521",
                    "ConcurrentWriteException: A concurrent transaction has written version " + version + " of " + root
                            + " since this one began. Please try the operation again.");
        }
    }

    /** The actions of one commit. */
    public List<ObjectNode> actions(LakeFile file) {
        return Json.lines(read(file.path()));
    }

    private TableSnapshot snapshot(LogFiles files, long version) {
        Map.Entry<Long, List<LakeFile>> checkpoint = files.checkpoints().floorEntry(version);
        LogReplay replay = new LogReplay();
        long next = 0;
        if (checkpoint != null) {
            new Checkpoint(storage, folder()).read(checkpoint.getValue()).forEach(replay::apply);
            next = checkpoint.getKey() + 1;
        }
        for (; next <= version; next++) {
            LakeFile commit = files.commits().get(next);
            if (commit == null) {
                throw new DeltaFailure(
                        "DELTA_VERSIONS_NOT_CONTIGUOUS",
                        "KD00C",
                        "Versions are not contiguous: version " + next + " of " + root + " is missing.");
            }
            actions(commit).forEach(replay::apply);
        }
        return replay.snapshot(root, version);
    }

    /** A commit's time is when its file was written, moved past that of the commit before it. */
    private NavigableMap<Long, Instant> commitTimes(LogFiles files) {
        NavigableMap<Long, Instant> times = new TreeMap<>();
        Instant previous = Instant.MIN;
        for (Map.Entry<Long, LakeFile> commit : files.commits().entrySet()) {
            Instant written = commit.getValue().modified();
            previous = written.isAfter(previous) ? written : previous.plusMillis(1);
            times.put(commit.getKey(), previous);
        }
        return times;
    }

    private ObjectNode commitInfo(LakeFile file) {
        for (ObjectNode action : actions(file)) {
            JsonNode info = action.get("commitInfo");
            if (info instanceof ObjectNode found) {
                return found;
            }
        }
        return Json.object();
    }

    /** What lies in folders below the log's, such as a writer's {@code .tmp}, is no part of it. */
    private LogFiles files() {
        return LogFiles.of(LogListing.of(storage, folder()).stream()
                .filter(file -> file.path().relativeTo(folder()).indexOf('/') < 0)
                .toList());
    }

    private byte[] read(LakePath path) {
        return storage.read(path)
                .orElseThrow(() -> new DeltaFailure(
                        "DELTA_LOG_FILE_NOT_FOUND", "42K03", "The log file " + path + " was removed."));
    }

    private LakePath folder() {
        return root.child("_delta_log");
    }

    private static long version(LakeFile commit) {
        return Long.parseLong(commit.path().fileName().substring(0, 20));
    }
}
