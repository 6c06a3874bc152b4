package io.twinlake.config.yaml.problem;

import java.nio.file.Path;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param line from 1; 0 when the file could not be read at all
 * @param column from 1; 0 when the file could not be read at all
 * @param key the key's path, for example {@code groups.gold.home}; empty for the whole file
 * @param found what stands there, never a secret
 * @param expected what should stand there
 */
public record Problem(Path file, int line, int column, String key, String found, String expected) {
    /** The problem on one line, as compilers write it. */
    @Override
    public String toString() {
        String where = line == 0 ? file.toString() : file + ":" + line + ":" + column;
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + "found " + found + ", expected " + expected;
    }
}
