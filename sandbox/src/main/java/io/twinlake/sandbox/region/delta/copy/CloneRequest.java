package io.twinlake.sandbox.region.delta.copy;

import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import java.util.Map;

/**
 * What is to be cloned.
 *
 * @param sourceName the source as the history is to show it
 * @param shallow whether the target refers to the source's files instead of having copies
 * @param properties table properties that take the place of the source's
 */
public record CloneRequest(TableSnapshot source, String sourceName, boolean shallow, Map<String, String> properties) {

    public CloneRequest {
        properties = Map.copyOf(properties);
    }
}
