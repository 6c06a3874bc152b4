package io.twinlake.config;

import io.twinlake.config.access.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the ledger is: a JDBC address of H2 or PostgreSQL, with its account where one is needed. */
public record LedgerLocation(
        String url, @Nullable String user, @Nullable Secret password) {
    private static final String H2_FILE = "jdbc:h2:file:";

    /** Whether the ledger is an H2 file, which one process at a time can own. */
    public boolean isFile() {
        return url.startsWith(H2_FILE);
    }

    /** The same place, with an H2 file's relative path taken from the folder of the configuration file. */
    public LedgerLocation resolvedAgainst(Path file) {
        // ~ is the user's home.
        if (!isFile() || url.startsWith(H2_FILE + "~")) {
            return this;
        }
        Path absolute = file.resolveSibling(url.substring(H2_FILE.length())).normalize();
        return new LedgerLocation(H2_FILE + absolute, user, password);
    }

    /**
     * The H2 file's path without its suffix {@code .mv.db}.
     *
     * @throws IllegalStateException when the ledger is no file
     */
    public Path path() {
        if (!isFile()) {
            throw new IllegalStateException("the ledger is no file: " + url);
        }
        String path = url.substring(H2_FILE.length());
        return Path.of(path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path);
    }

    /** The address without its settings, among which a password may be. */
    @Override
    public String toString() {
        return url.split("\\?", 2)[0];
    }
}
