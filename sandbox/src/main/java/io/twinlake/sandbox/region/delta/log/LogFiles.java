package io.twinlake.sandbox.region.delta.log;

import io.twinlake.sandbox.region.lake.LakeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log's folder holds: commits by version, and complete checkpoints by version.
 *
 * @param checkpoints the files of one checkpoint: several when it was written in parts
 */
record LogFiles(NavigableMap<Long, LakeFile> commits, NavigableMap<Long, List<LakeFile>> checkpoints) {

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile(
            "(\\d{20})\\.checkpoint\\.(?:(?:[0-9a-f-]{36}\\.)?(?:parquet|json)|(\\d{10})\\.(\\d{10})\\.parquet)");

    static LogFiles of(List<LakeFile> listed) {
        NavigableMap<Long, LakeFile> commits = new TreeMap<>();
        NavigableMap<Long, List<LakeFile>> checkpoints = new TreeMap<>();
        Map<String, List<LakeFile>> parts = new TreeMap<>();
        for (LakeFile file : listed) {
            String name = file.path().fileName();
            Matcher commit = COMMIT.matcher(name);
            Matcher checkpoint = CHECKPOINT.matcher(name);
            if (commit.matches()) {
                commits.put(Long.valueOf(commit.group(1)), file);
            } else if (checkpoint.matches() && checkpoint.group(3) == null) {
                checkpoints.put(Long.valueOf(checkpoint.group(1)), List.of(file));
            } else if (checkpoint.matches()) {
                parts.computeIfAbsent(checkpoint.group(1) + "/" + checkpoint.group(3), key -> new ArrayList<>())
                        .add(file);
            }
        }
        parts.forEach((key, files) -> addIfComplete(checkpoints, key, files));
        return new LogFiles(commits, checkpoints);
    }

    private static void addIfComplete(
            NavigableMap<Long, List<LakeFile>> checkpoints, String key, List<LakeFile> files) {
        int slash = key.indexOf('/');
        if (files.size() == Integer.parseInt(key.substring(slash + 1))) {
            checkpoints.putIfAbsent(Long.valueOf(key.substring(0, slash)), List.copyOf(files));
        }
    }

    /** The newest version, or -1 where there is no table. */
    long latest() {
        long commit = commits.isEmpty() ? -1 : commits.lastKey();
        long checkpoint = checkpoints.isEmpty() ? -1 : checkpoints.lastKey();
        return Math.max(commit, checkpoint);
    }
}
