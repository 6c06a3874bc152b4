package io.twinlake.sandbox.region.permission;

/**
 * An object that has an access control list.
 *
 * @param creator its owner until another one is named
 */
public record WorkspaceObject(ObjectType type, String id, String creator) {

    /** Its identity among all objects, such as {@code /jobs/1}. */
    String path() {
        return "/" + type.paths().get(0) + "/" + id;
    }
}
