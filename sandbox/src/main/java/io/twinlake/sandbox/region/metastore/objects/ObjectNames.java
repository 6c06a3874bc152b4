package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import java.util.Locale;

/** Which names Unity Catalog takes: up to 255 characters, no dot, space, slash or control character. */
public final class ObjectNames {

    private static final int LONGEST = 255;

    private ObjectNames() {}

    /** The name as it is stored, in lower case. */
    public static String checked(SecurableKind kind, String name) {
        if (name.isEmpty()
                || name.length() > LONGEST
                || name.chars().anyMatch(c -> c == '.' || c == ' ' || c == '/' || c < 0x20 || c == 0x7F)) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "Invalid input: " + kind.title() + " name \"" + name + "\" is not a valid name");
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
