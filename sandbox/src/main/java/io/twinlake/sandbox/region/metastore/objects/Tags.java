package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tags of securables and of their columns, with the platform's limits: 50 of each, keys of at most 255 and values of at most 1,000 characters,
 * and no key with one of {@code . , - = / :}.
 */
public final class Tags {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_VALUE = 1000;
    private static final Pattern NOT_IN_KEYS = Pattern.compile("[.,\\-=/:]");

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

    /** The same for whoever sees the securable. */
    public Map<String, String> shown(Caller caller, SecurableRef securable, @Nullable String column) {
        requireThere(securable, column);
        access.requireSight(caller, securable);
        return of(securable, column);
    }

    /** Sets some tags and takes others away; the caller needs APPLY_TAG or administers the metastore. */
    public void change(
            Caller caller,
            SecurableRef securable,
            @Nullable String column,
            Map<String, String> set,
            Set<String> unset) {
        requireThere(securable, column);
        access.requireUnlessAdmin(caller, securable, "APPLY_TAG");
        set.forEach(Tags::require);
        journal.exclusively(() -> {
            Map<String, String> tags = new TreeMap<>(of(securable, column));
            unset.forEach(tags::remove);
            tags.putAll(set);
            if (tags.size() > MOST) {
                throw new CatalogFailure(
                        ErrorKind.RESOURCE_LIMIT_EXCEEDED,
                        "'" + securable.fullName() + "' can have " + MOST + " tags, and no more.");
            }
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

    private void requireThere(SecurableRef securable, @Nullable String column) {
        Securable found =
                shelves.find(securable).orElseThrow(() -> securable.kind().missing(securable.fullName()));
        if (column != null
                && found instanceof TableEntry table
                && table.columns().stream().noneMatch(held -> held.name().equalsIgnoreCase(column))) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_DOES_NOT_EXIST,
                    "Table '" + securable.fullName() + "' has no column '" + column + "'.");
        }
    }

    private static void require(String key, String value) {
        boolean fits = !key.isEmpty() && key.length() <= LONGEST_KEY && value.length() <= LONGEST_VALUE;
        if (!fits || NOT_IN_KEYS.matcher(key).find() || !key.equals(key.strip()) || !value.equals(value.strip())) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Tag '" + key + "' is invalid: a key has 1 to " + LONGEST_KEY
                            + " characters without . , - = / : and a" + " value at most " + LONGEST_VALUE
                            + ", and neither begins or ends with a blank.");
        }
    }

    private static String key(SecurableRef securable, @Nullable String column) {
        return column == null ? securable.key() : securable.key() + TagSet.COLUMN + column.toLowerCase(Locale.ROOT);
    }
}
