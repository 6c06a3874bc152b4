package io.twinlake.clients.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Resources of Azure by their ids. Nothing is contacted before the first call. A call that fails throws a
 * {@link io.twinlake.clients.ClientException}; after a write that was not answered its category is TIMEOUT or UNAVAILABLE, nothing is
 * known of the effect, and it is not sent again: read. Thread safe.
 */
public interface ArmResources {
    ArmResource get(String id);

    /** What the caller may do with a resource. */
    PermittedActions permittedActions(String id);

    /**
     * Changes the named properties of a resource, and no other, if it still is in the state that was read, and returns when Azure says that
     * it is done. A state that has passed is CONFLICT with code {@code PreconditionFailed}; so are other conflicts, with their own codes.
     *
     * @param etag of that state; where Azure gave none it is INVALID, and nothing is sent
     */
    void change(String id, @Nullable String etag, ObjectNode properties);

    /** The settings of an app. */
    AppSettings appSettings(String site);

    /** Writes the settings of an app as a whole: one that is missing is removed. Azure knows no condition here; the app starts again. */
    void replaceAppSettings(String site, AppSettings all);
}
