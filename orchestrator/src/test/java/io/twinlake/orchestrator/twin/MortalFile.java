package io.twinlake.orchestrator.twin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/** The file of a ledger whose process ends right before its n-th write to it, as by kill -9. H2 makes one of each such path. */
public final class MortalFile extends FilePathAsync {
    /** The exit code of a process that ended so. */
    public static final int KILLED = 137;

    private static final AtomicInteger LEFT = new AtomicInteger();

    /** From now on this process lives for so many writes, the last of which it does not make. */
    static void dieAtWrite(int number) {
        LEFT.set(number);
        FilePath.register(new MortalFile());
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        private static void live() {
            if (LEFT.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(KILLED);
            }
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            live();
            return file.write(bytes, position);
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            live();
            return file.write(bytes);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            live();
            file.truncate(size);
            return this;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
