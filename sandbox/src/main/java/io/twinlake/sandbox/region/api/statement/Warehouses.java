package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Warehouse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The workspace's SQL warehouses: durable, and slow to start as they are in reality, if not as slow. */
final class Warehouses {

    /** How long a stopped warehouse takes to run. */
    static final Duration START_TIME = Duration.ofMillis(500);

    private static final Map<String, Object> DEFAULTS = Map.of(
            "cluster_size",
            "2X-Small",
            "min_num_clusters",
            1,
            "max_num_clusters",
            1,
            "auto_stop_mins",
            10,
            "enable_photon",
            true,
            "enable_serverless_compute",
            true,
            "warehouse_type",
            "PRO",
            "spot_instance_policy",
            "COST_OPTIMIZED");

    private final Metastore metastore;
    private final Clock clock;
    private final Map<String, Long> runningFrom = new ConcurrentHashMap<>();

    Warehouses(Metastore metastore, Clock clock) {
        this.metastore = metastore;
        this.clock = clock;
    }

    /** Makes the warehouse with which a workspace comes. */
    Warehouse createFirst(String id) {
        return record(new Warehouse(
                id, "Serverless Starter Warehouse", metastore.identity().owner(), false, DEFAULTS));
    }

    Warehouse create(String name, String creator, Map<String, Object> settings) {
        if (list().stream().anyMatch(warehouse -> warehouse.name().equals(name))) {
            throw new CatalogFailure(
                    ErrorKind.RESOURCE_ALREADY_EXISTS, "SQL warehouse with name `" + name + "` already exists");
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Map<String, Object> all = new TreeMap<>(DEFAULTS);
        all.putAll(settings);
        return started(new Warehouse(id, name, creator, true, all));
    }

    List<Warehouse> list() {
        return new ArrayList<>(metastore.shelves().warehouses.all());
    }

    Warehouse get(String id) {
        return metastore
                .shelves()
                .warehouses
                .get(id)
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.RESOURCE_DOES_NOT_EXIST, "No SQL warehouse with ID: " + id + " exists."));
    }

    void edit(String id, String name, Map<String, Object> settings) {
        Warehouse before = get(id);
        Map<String, Object> all = new TreeMap<>(before.settings());
        all.putAll(settings);
        record(new Warehouse(id, name, before.creator(), before.stopped(), all));
    }

    void delete(String id) {
        get(id);
        metastore.journal().commit(new Batch().remove(metastore.shelves().warehouses, id));
    }

    /** Starts a warehouse that is stopped; one that runs or is about to is left as it is. */
    void ensureStarted(String id) {
        Warehouse warehouse = get(id);
        if (warehouse.stopped()) {
            started(warehouse);
        }
    }

    private Warehouse started(Warehouse warehouse) {
        runningFrom.put(warehouse.id(), clock.millis() + START_TIME.toMillis());
        return record(warehouse.stopped(false));
    }

    void stop(String id) {
        record(get(id).stopped(true));
    }

    /** {@code STOPPED}, {@code STARTING} or {@code RUNNING}. */
    String state(Warehouse warehouse) {
        if (warehouse.stopped()) {
            return "STOPPED";
        }
        return clock.millis() < runningFrom.getOrDefault(warehouse.id(), 0L) ? "STARTING" : "RUNNING";
    }

    /** Starts the warehouse where need be and returns when it runs. */
    void await(String id) throws InterruptedException {
        ensureStarted(id);
        long left = runningFrom.getOrDefault(id, 0L) - clock.millis();
        if (left > 0) {
            Thread.sleep(left);
        }
    }

    private Warehouse record(Warehouse warehouse) {
        metastore.journal().commit(new Batch().put(metastore.shelves().warehouses, warehouse.id(), warehouse));
        return warehouse;
    }
}
