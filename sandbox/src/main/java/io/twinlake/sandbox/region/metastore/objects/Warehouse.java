package io.twinlake.sandbox.region.metastore.objects;

import java.util.Map;

/**
 * A SQL warehouse as it was asked to be.
 *
 * @param settings its other fields under their REST names
 */
public record Warehouse(String id, String name, String creator, boolean stopped, Map<String, Object> settings) {

    public Warehouse {
        settings = Map.copyOf(settings);
    }

    public Warehouse stopped(boolean nowStopped) {
        return new Warehouse(id, name, creator, nowStopped, settings);
    }
}
