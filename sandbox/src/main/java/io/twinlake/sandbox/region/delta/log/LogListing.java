package io.twinlake.sandbox.region.delta.log;

import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists logs. Of a long one only what may be new: what was committed stays as it is, and the storage takes seconds to list a hundred thousand
 * files. A log whose first or last known file is another one now is listed whole.
 */
final class LogListing {

    private static final int LONG = 2_000;
    private static final int REMEMBERED = 4;

    /** A log is listed by the leading digits of its versions. */
    private static final int LEADING = 17;

    private static final Map<LakePath, List<LakeFile>> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<LakePath, List<LakeFile>> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private LogListing() {}

    /** The files of a log's folder, at any depth, in name order. */
    static List<LakeFile> of(LakeStorage storage, LakePath folder) {
        List<LakeFile> known = KNOWN.getOrDefault(folder, List.of());
        List<LakeFile> versions = known.stream()
                .filter(file -> Character.isDigit(file.path().relativeTo(folder).charAt(0)))
                .toList();
        List<LakeFile> files = stands(storage, versions) ? grown(storage, folder, versions) : storage.list(folder);
        if (files.size() < LONG) {
            KNOWN.remove(folder);
        } else {
            KNOWN.put(folder, files);
        }
        return files;
    }

    private static boolean stands(LakeStorage storage, List<LakeFile> versions) {
        if (versions.isEmpty()) {
            return false;
        }
        LakeFile first = versions.get(0);
        LakeFile last = versions.get(versions.size() - 1);
        return storage.find(first.path()).equals(Optional.of(first))
                && storage.find(last.path()).equals(Optional.of(last));
    }

    private static List<LakeFile> grown(LakeStorage storage, LakePath folder, List<LakeFile> versions) {
        String last = versions.get(versions.size() - 1).path().fileName().substring(0, LEADING);
        List<LakeFile> files = new ArrayList<>();
        for (LakeFile file : versions) {
            if (file.path().fileName().compareTo(last) < 0) {
                files.add(file);
            }
        }
        long leading = Long.parseLong(last);
        for (List<LakeFile> next = among(storage, folder, leading); !next.isEmpty(); ) {
            files.addAll(next);
            leading++;
            next = among(storage, folder, leading);
        }
        files.addAll(storage.list(folder, folder.key() + "/_"));
        return files;
    }

    private static List<LakeFile> among(LakeStorage storage, LakePath folder, long leading) {
        return storage.list(folder, folder.key() + "/" + ("%0" + LEADING + "d").formatted(leading));
    }
}
