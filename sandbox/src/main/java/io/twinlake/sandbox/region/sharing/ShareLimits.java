package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.ShareEntry.SharedObject;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How many shares there may be, how much one may hold, and how what it holds may be called. */
final class ShareLimits {

    private static final Pattern TABLE_ALIAS = Pattern.compile("[a-z0-9_]+\\.[a-z0-9_]+");
    private static final Pattern SCHEMA_ALIAS = Pattern.compile("[a-z0-9_]+");

    private final Settings settings;

    ShareLimits(Settings settings) {
        this.settings = settings;
    }

    /** Refuses a share more than there may be. */
    void requireRoomForAnother(int shares) {
        long most = settings.get(Setting.SHARES);
        if (shares >= most) {
            throw limit("The metastore has " + most + " shares and may have no more.");
        }
    }

    /** Refuses an update of more changes than one may have. */
    void requireFew(int changes, String share) {
        long most = settings.get(Setting.SHARE_UPDATES);
        if (changes > most) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "An update of share '" + share + "' may have at most " + most + " changes, and has " + changes
                            + ".");
        }
    }

    /** Refuses more than a share may hold. */
    void requireRoom(String share, List<SharedObject> objects) {
        long mostTables = settings.get(Setting.SHARE_TABLES);
        long mostSchemas = settings.get(Setting.SHARE_SCHEMAS);
        long tables =
                objects.stream().filter(object -> object.type().equals("TABLE")).count();
        long schemas = objects.stream()
                .map(object -> object.sharedAs().split("\\.", 2)[0])
                .distinct()
                .count();
        if (tables > mostTables) {
            throw limit("Share '" + share + "' may have at most " + mostTables + " tables.");
        }
        if (schemas > mostSchemas) {
            throw limit("Share '" + share + "' may have at most " + mostSchemas + " schemas.");
        }
    }

    /** Of how many files a table may consist to be read. */
    long activeFiles() {
        return settings.get(Setting.SHARED_FILES);
    }

    /** The name that recipients see. One that is made from the object's own is held to the same characters as one that is asked for. */
    static String alias(SecurableRef ref, SharedObject wanted) {
        String alias = wanted.sharedAs().isEmpty()
                ? ref.fullName().substring(ref.fullName().indexOf('.') + 1)
                : wanted.sharedAs().toLowerCase(Locale.ROOT);
        Pattern valid = wanted.type().equals("SCHEMA") ? SCHEMA_ALIAS : TABLE_ALIAS;
        if (!valid.matcher(alias).matches()) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "'" + alias + "' is no valid shared_as of " + wanted.type() + " '" + ref.fullName()
                            + "': it may only contain alphanumeric characters and underscores.");
        }
        return alias;
    }

    private static CatalogFailure limit(String message) {
        return new CatalogFailure(ErrorKind.RESOURCE_LIMIT_EXCEEDED, message);
    }
}
