package io.twinlake.config.yaml.problem;

import org.yaml.snakeyaml.error.Mark;

/** Where in the file something stands: its key's path, line and column, both from 1. */
public record Place(String key, int line, int column) {
    /** The place of a key at which the parser found it; it counts from 0. */
    public static Place of(String key, Mark mark) {
        return new Place(key, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place of a key below this one, as far as it is known: this one's line. */
    public Place child(String name) {
        return new Place(path(name), line, column);
    }

    /** The path of a key below this one. */
    public String path(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
