package io.twinlake.config.yaml;

import org.yaml.snakeyaml.error.Mark;

/** Where in the file something stands: its key's path, line and column, both from 1. */
record Place(String key, int line, int column) {
    static Place of(String key, Mark mark) {
        return new Place(key, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place of a key below this one, as far as it is known: this one's line. */
    Place child(String name) {
        return new Place(path(name), line, column);
    }

    String path(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }
}
