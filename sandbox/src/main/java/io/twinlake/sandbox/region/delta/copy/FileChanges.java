package io.twinlake.sandbox.region.delta.copy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.log.FileKey;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a target's files differ from a source's.
 *
 * @param added files that the target is to gain: the source's action, and the target's own
 * @param removed bodies of the target's actions that go
 */
record FileChanges(TableSnapshot source, Map<DataFile, ObjectNode> added, List<ObjectNode> removed, boolean shallow) {

    static FileChanges between(Optional<TableSnapshot> target, TableSnapshot source, boolean shallow) {
        Map<FileKey, ObjectNode> have =
                new LinkedHashMap<>(target.map(TableSnapshot::files).orElse(Map.of()));
        Map<DataFile, ObjectNode> added = new LinkedHashMap<>();
        for (ObjectNode add : source.files().values()) {
            DataFile file = new DataFile(source.root(), add);
            ObjectNode wanted = shallow ? file.forReference() : file.forCopy();
            if (have.remove(FileKey.of(wanted)) == null) {
                added.put(file, wanted);
            }
        }
        return new FileChanges(source, added, List.copyOf(have.values()), shallow);
    }

    Collection<ObjectNode> addedActions() {
        return added.values();
    }

    /** The counts of whole data files: one that only got another deletion vector neither comes nor goes. */
    CloneOutcome outcome(long version) {
        List<ObjectNode> copied = shallow ? List.of() : without(added.values(), removed);
        List<ObjectNode> dropped = without(removed, added.values());
        return new CloneOutcome(
                version,
                source.sizeInBytes(),
                source.files().size(),
                dropped.size(),
                copied.size(),
                bytes(dropped),
                bytes(copied));
    }

    private static List<ObjectNode> without(Collection<ObjectNode> files, Collection<ObjectNode> others) {
        Set<String> paths = new HashSet<>();
        others.forEach(other -> paths.add(other.path("path").asText()));
        List<ObjectNode> rest = new ArrayList<>();
        for (ObjectNode file : files) {
            if (!paths.contains(file.path("path").asText())) {
                rest.add(file);
            }
        }
        return rest;
    }

    private static long bytes(List<ObjectNode> files) {
        return files.stream().mapToLong(file -> file.path("size").asLong()).sum();
    }
}
