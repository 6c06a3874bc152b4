package io.twinlake.clients.databricks;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A job of a workspace.
 *
 * @param settings as the platform gives them, with fields that are newer than this program
 */
public record Job(long id, String name, ObjectNode settings) {
    public Job {
        settings = settings.deepCopy();
    }
}
