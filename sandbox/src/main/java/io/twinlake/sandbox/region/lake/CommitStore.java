package io.twinlake.sandbox.region.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Delta's log in a lake: a commit is one upload that succeeds only for the first writer of its version. */
public final class CommitStore extends HadoopFileSystemLogStore {

    /** One for all tables: Delta makes a store for each, and a storage has threads of its own. */
    private static final Map<List<LakeAccount>, LakeStorage> STORAGES = new ConcurrentHashMap<>();

    private final LakeStorage storage;

    /** Called by Delta with a configuration made from {@link LakeSettings}. */
    public CommitStore(Configuration configuration) {
        super(configuration);
        storage = STORAGES.computeIfAbsent(LakeSettings.accounts(configuration), LakeStorage::new);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (actions.hasNext()) {
            bytes.write(actions.next().getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        URI uri = path.toUri();
        LakePath file = new LakePath(uri.getHost(), uri.getUserInfo(), uri.getPath());
        if (overwrite) {
            storage.write(file, bytes.toByteArray());
        } else if (!storage.writeIfAbsent(file, bytes.toByteArray())) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        // Files other than commits are written through Hadoop's driver, where they show while they grow.
        return true;
    }
}
