package io.twinlake.orchestrator.installation;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.Region;
import io.twinlake.config.RegionName;
import io.twinlake.config.TwinlakeConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The workspaces of the configured regions, each opened when it is first needed. */
public final class Regions implements AutoCloseable {
    private final TwinlakeConfig config;
    private final Function<Region, Workspace> opening;
    private final Map<RegionName, Workspace> workspaces = new ConcurrentHashMap<>();

    Regions(TwinlakeConfig config, Function<Region, Workspace> opening) {
        this.config = config;
        this.opening = opening;
    }

    public Workspace workspace(RegionName name) {
        return workspaces.computeIfAbsent(name, key -> opening.apply(config.region(key)));
    }

    @Override
    public void close() {
        workspaces.values().forEach(Workspace::close);
    }
}
