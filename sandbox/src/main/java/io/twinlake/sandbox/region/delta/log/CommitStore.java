package io.twinlake.sandbox.region.delta.log;

import io.delta.storage.CloseableIterator;
import io.delta.storage.HadoopFileSystemLogStore;
import io.delta.storage.LineCloseableIterator;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeSettings;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Delta's log in a lake: a commit is one upload that succeeds only for the first writer of its version. */
public final class CommitStore extends HadoopFileSystemLogStore {

    /** One for all tables: Delta makes a store for each, and a storage has threads of its own. */
    private static final Map<List<LakeAccount>, LakeStorage> STORAGES = new ConcurrentHashMap<>();

    private static final Pattern CHECKSUM = Pattern.compile("(\\d{20})\\.crc");

    private final LakeStorage storage;

    /** Called by Delta with a configuration made from {@link LakeSettings}. */
    public CommitStore(Configuration configuration) {
        super(configuration);
        storage = STORAGES.computeIfAbsent(LakeSettings.accounts(configuration), LakeStorage::new);
    }

    /**
     * A file's lines. A checksum is made from the log itself, whether or not a commit came with one: else Delta would look for the
     * table's protocol and metadata by a job of Spark's.
     */
    @Override
    public CloseableIterator<String> read(Path path, Configuration configuration) throws IOException {
        Matcher checksum = CHECKSUM.matcher(path.getName());
        String text = checksum.matches()
                ? checksum(path, Long.parseLong(checksum.group(1)))
                : storage.read(place(path))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElseThrow(() -> new FileNotFoundException(path.toString()));
        return new LineCloseableIterator(new StringReader(text));
    }

    private String checksum(Path path, long version) {
        TableLog table = new TableLog(storage, place(path.getParent().getParent()));
        return Checksum.of(table.at(version)).toString();
    }

    /** The files beside one, from that name on. By Hadoop's driver it would take several requests, and one that writes. */
    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration configuration) throws IOException {
        Path folder = path.getParent();
        List<LakeFile> files = LogListing.of(storage, place(folder));
        if (files.isEmpty() && !folder.getFileSystem(configuration).exists(folder)) {
            throw new FileNotFoundException(folder.toString());
        }
        return files.stream()
                .filter(file -> file.path().relativeTo(place(folder)).indexOf('/') < 0)
                .filter(file -> file.path().fileName().compareTo(path.getName()) >= 0)
                .map(file -> status(file, folder))
                .iterator();
    }

    private static FileStatus status(LakeFile file, Path folder) {
        return new FileStatus(
                file.size(),
                false,
                1,
                file.size(),
                file.modified().toEpochMilli(),
                new Path(folder, file.path().fileName()));
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (actions.hasNext()) {
            bytes.write(actions.next().getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        LakePath file = place(path);
        if (overwrite) {
            storage.write(file, bytes.toByteArray());
        } else if (!storage.writeIfAbsent(file, bytes.toByteArray())) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    private static LakePath place(Path path) {
        URI uri = path.toUri();
        return new LakePath(uri.getHost(), uri.getUserInfo(), uri.getPath());
    }

    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
        // Files other than commits are written through Hadoop's driver, where they show while they grow.
        return true;
    }
}
