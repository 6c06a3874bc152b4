package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.regex.Pattern;

/**
 * What a caller needs to reach files by their path: READ FILES and WRITE FILES on the external location, and on a table whose
 * files they are what it would need by its name. Managed storage is reached by name alone.
 */
final class PathPrivileges {

    private static final String MANAGED = "/__unitystorage";
    private static final Pattern RELATIVE = Pattern.compile("/\\.\\.?(/|$)");

    private final Metastore metastore;

    PathPrivileges(Metastore metastore) {
        this.metastore = metastore;
    }

    void requireRead(String path, Caller caller) {
        require(path, caller, false);
    }

    void requireWrite(String path, Caller caller) {
        require(path, caller, true);
    }

    private void require(String written, Caller caller, boolean write) {
        if (caller.isRoot()) {
            return;
        }
        String path = written.replaceAll("(?<!:)/+", "/");
        if (path.contains(MANAGED) || RELATIVE.matcher(path).find()) {
            throw refused("Direct access to managed storage is not allowed: " + written);
        }
        SecurableRef location = metastore
                .locationOf(path)
                .orElseThrow(
                        () -> refused("User does not have READ FILES on an External Location of path " + path + "."));
        metastore.access().require(caller, location, "READ_FILES");
        if (write) {
            metastore.access().require(caller, location, "WRITE_FILES");
        }
        for (TableEntry table : metastore.tablesAt(path)) {
            SecurableRef ref = new SecurableRef(SecurableKind.TABLE, table.fullName());
            metastore.access().require(caller, ref, "SELECT");
            if (metastore.policies().isGuarded(table.name(), caller)) {
                throw refused("Table '" + table.fullName()
                        + "' has a row filter or column masks: its files cannot be reached by their path " + path
                        + ".");
            }
            if (write) {
                metastore.access().require(caller, ref, "MODIFY");
            }
        }
    }

    private static CatalogFailure refused(String message) {
        return new CatalogFailure(ErrorKind.PERMISSION_DENIED, message);
    }
}
