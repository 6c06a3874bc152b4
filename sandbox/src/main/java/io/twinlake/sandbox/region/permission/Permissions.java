package io.twinlake.sandbox.region.permission;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The access control lists of a workspace. Its administrators may do all with every object. */
public final class Permissions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DocumentFile file;
    private final Principals principals;

    private Permissions(DocumentFile file, Principals principals) {
        this.file = file;
        this.principals = principals;
    }

    /** Opens the lists in that file. */
    public static Permissions open(Path file, Principals principals) {
        return new Permissions(DocumentFile.open(file), principals);
    }

    public boolean allows(Caller caller, WorkspaceObject object, PermissionLevel level) {
        return caller.isWorkspaceAdmin()
                || of(object)
                        .of(caller)
                        .filter(held -> held.compareTo(level) >= 0)
                        .isPresent();
    }

    public void require(Caller caller, WorkspaceObject object, PermissionLevel level) {
        if (!allows(caller, object, level)) {
            throw new CatalogFailure(
                    ErrorKind.PERMISSION_DENIED,
                    caller.principal() + " does not have " + level + " permissions on "
                            + object.type().name().toLowerCase(Locale.ROOT) + " " + object.id()
                            + ". Please contact the owner or an administrator for access.");
        }
    }

    AccessControlList of(WorkspaceObject object) {
        return file.find(object.path())
                .map(Document::body)
                .map(body -> JSON.convertValue(body, AccessControlList.class))
                .orElseGet(() -> AccessControlList.ownedBy(object.creator()));
    }

    /** Gives levels beside those that are there. */
    public synchronized void give(WorkspaceObject object, Map<String, PermissionLevel> levels) {
        levels.keySet().forEach(principals::require);
        put(object, of(object).with(levels));
    }

    /** Puts these levels in the place of all that were given; one of them must name the owner. */
    synchronized void replace(WorkspaceObject object, Map<String, PermissionLevel> levels) {
        levels.keySet().forEach(principals::require);
        String owner = levels.entrySet().stream()
                .filter(entry -> entry.getValue() == PermissionLevel.IS_OWNER)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE,
                        "The " + object.type().name().toLowerCase(Locale.ROOT) + " must have exactly one owner."));
        put(object, AccessControlList.ownedBy(owner).with(levels));
    }

    private void put(WorkspaceObject object, AccessControlList list) {
        file.put(object.path(), JSON.convertValue(list, ObjectNode.class), before -> true);
    }

    /** Forgets the list of an object that is gone. */
    public void forget(WorkspaceObject object) {
        file.remove(object.path(), Optional::isPresent);
    }

    /** Whether a name is a user's or a service principal's, not a group's. */
    boolean isPerson(String principal) {
        return principals.caller(principal).isPresent();
    }

    String displayName(String principal) {
        return principals.displayName(principal);
    }
}
