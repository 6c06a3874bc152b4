package io.twinlake.ledger.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files and folders that nobody but their owner may read, from their first moment on: they hold names, reasons and keys. On a system
 * without such permissions they are as that makes them.
 */
public final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** Makes a folder, and those above it that are missing; one that is there stays as its owner has it. */
    public static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder, attributes(FOLDER));
    }

    /** Makes an empty file where there is none, and takes others' permissions from one that is there. */
    public static Path file(Path file) throws IOException {
        try {
            return Files.createFile(file, attributes(FILE));
        } catch (FileAlreadyExistsException kept) {
            if (POSIX && Files.isRegularFile(file)) {
                Files.setPosixFilePermissions(file, FILE);
            }
            return file;
        }
    }

    /** Makes an empty file with a name of its own in a file's folder, to be put in that one's place. */
    public static Path draftOf(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return Files.createTempFile(folder, "draft", ".tmp", attributes(FILE));
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
