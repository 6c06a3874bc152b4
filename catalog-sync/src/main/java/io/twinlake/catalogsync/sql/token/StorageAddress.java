package io.twinlake.catalogsync.sql.token;

import java.util.regex.Pattern;

/** How addresses in Azure's storage begin, in whatever language they are named. */
public final class StorageAddress {
    private static final Pattern ADDRESS = Pattern.compile("(abfss?|wasbs?|adl)://", Pattern.CASE_INSENSITIVE);

    private StorageAddress() {}

    public static boolean isIn(String text) {
        return ADDRESS.matcher(text).find();
    }
}
