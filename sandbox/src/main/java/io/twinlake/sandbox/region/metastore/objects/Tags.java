package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tags of securables and of their columns. */
public final class Tags {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;

    Tags(Journal journal, Shelves shelves, Access access) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
    }

    /** The tags of a securable, or of one of its columns where a column is named. */
    public Map<String, String> of(SecurableRef securable, @Nullable String column) {
        return shelves.tags.get(key(securable, column)).map(TagSet::tags).orElse(Map.of());
    }

    /** The tags of a table's columns, by the column's name in lower case. */
    public Map<String, Map<String, String>> ofColumns(SecurableRef table) {
        String prefix = table.key() + TagSet.COLUMN;
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (String key : shelves.tags.keysUnder(prefix)) {
            shelves.tags.get(key).ifPresent(set -> all.put(key.substring(prefix.length()), set.tags()));
        }
        return all;
    }

    /** Sets some tags and takes others away; the caller needs APPLY_TAG or administers the metastore. */
    public void change(
            Caller caller,
            SecurableRef securable,
            @Nullable String column,
            Map<String, String> set,
            Set<String> unset) {
        access.requireUnlessAdmin(caller, securable, "APPLY_TAG");
        journal.exclusively(() -> {
            Map<String, String> tags = new TreeMap<>(of(securable, column));
            unset.forEach(tags::remove);
            tags.putAll(set);
            Batch batch = new Batch();
            if (tags.isEmpty()) {
                batch.remove(shelves.tags, key(securable, column));
            } else {
                batch.put(shelves.tags, key(securable, column), new TagSet(tags));
            }
            journal.commit(batch);
            return tags;
        });
    }

    private static String key(SecurableRef securable, @Nullable String column) {
        return column == null ? securable.key() : securable.key() + TagSet.COLUMN + column.toLowerCase(Locale.ROOT);
    }
}
