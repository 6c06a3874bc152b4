package io.twinlake.sandbox.region.metastore.objects;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The tags of one securable or column: keys with values, which may be empty. */
public record TagSet(Map<String, String> tags) {

    /** Stands between a table's key and a column's name in the key of the column's tags. */
    static final String COLUMN = "#column:";

    public TagSet {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
