package io.twinlake.orchestrator.group;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.name.RegionName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** The workspaces of the configured regions, each opened when it is first needed. */
public final class Regions {
    private final TwinlakeConfig config;
    private final BiFunction<Region, CallLimits, Workspace> opening;
    private final Map<RegionName, Workspace> workspaces = new ConcurrentHashMap<>();

    public Regions(TwinlakeConfig config, BiFunction<Region, CallLimits, Workspace> opening) {
        this.config = config;
        this.opening = opening;
    }

    public Workspace workspace(RegionName name) {
        return workspaces.computeIfAbsent(name, key -> opening.apply(config.region(key), CallLimits.standard()));
    }

    /** A workspace under limits of its own, which begin now. */
    Workspace within(RegionName name, CallLimits limits) {
        return opening.apply(config.region(name), limits);
    }
}
