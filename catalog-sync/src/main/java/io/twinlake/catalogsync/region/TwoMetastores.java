package io.twinlake.catalogsync.region;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import java.util.Optional;

/**
 * Whether two regions are two metastores. In one and the same every object would be its own replica, by its very name: there is nothing to copy, and
 * nothing that the loss of the region would leave.
 */
public final class TwoMetastores {
    private static final String ID = "global_metastore_id";

    private TwoMetastores() {}

    /** The metastore behind a workspace, by the id by which other metastores know it. */
    public static String id(Workspace workspace) {
        return workspace.catalog().metastore().path(ID).asText();
    }

    /** The sentence that says that two regions are one metastore; empty where they are two. */
    public static Optional<String> areOne(Workspace one, Workspace other) {
        String metastore = id(one);
        return !metastore.isEmpty() && metastore.equals(id(other))
                ? Optional.of("Regions " + one.region() + " and " + other.region() + " are one metastore, " + metastore
                        + ": every object would be its own replica.")
                : Optional.empty();
    }

    /** What a person does about two regions that are one. */
    public static String remedy(Workspace one, Workspace other) {
        return "See which workspaces the configuration names as regions." + one.region() + ".workspace and regions."
                + other.region() + ".workspace: the second must be attached to the metastore of another region.";
    }

    /** Goes on only where they are two. */
    public static void require(Workspace one, Workspace other) {
        areOne(one, other).ifPresent(sentence -> {
            throw new OneMetastore(sentence, remedy(one, other));
        });
    }

    private static final class OneMetastore extends TwinlakeException {
        private static final long serialVersionUID = 1L;

        private OneMetastore(String message, String next) {
            super(OwnCategory.CONFIGURATION, message, next, null);
        }
    }
}
