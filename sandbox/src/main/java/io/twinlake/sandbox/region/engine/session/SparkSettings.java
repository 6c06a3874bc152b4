package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.delta.log.CommitStore;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.lake.LakeSettings;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;

/** How Spark is set up to behave as a SQL warehouse over the lakes of a region's accounts. */
public final class SparkSettings {

    private SparkSettings() {}

    public static SparkConf of(Path scratch, Collection<LakeAccount> accounts) {
        SparkConf conf = new SparkConf(false)
                .setMaster("local[2]")
                .setAppName("region")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.local.dir", scratch.resolve("spark").toString())
                .set(
                        "spark.sql.warehouse.dir",
                        scratch.resolve("warehouse").toUri().toString())
                .set(
                        "spark.sql.extensions",
                        // Before Delta, which puts something else in the place of a table.
                        String.join(
                                ",",
                                GuardedRelations.Extension.class.getName(),
                                "io.delta.sql.DeltaSparkSessionExtension",
                                RoutineNames.Extension.class.getName()))
                .set("spark.sql.catalog.spark_catalog", DeltaCatalog.class.getName())
                .set("spark.sql.catalog." + RegionCatalog.NAME, RegionCatalog.class.getName())
                .set("spark.sql.session.timeZone", "UTC")
                .set("spark.sql.datetime.java8API.enabled", "true")
                .set("spark.sql.sources.default", "delta")
                .set("spark.sql.shuffle.partitions", "2")
                // A session lives for one statement: with class loaders of its own it would compile all code anew.
                .set("spark.sql.artifact.isolation.enabled", "false")
                .set("spark.sql.codegen.cache.maxEntries", "2000")
                // The data is small: planning a query again between its stages costs more than it saves.
                .set("spark.sql.adaptive.enabled", "false")
                .set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "4")
                // Without it every parameter marker fails inside Delta's statements.
                .set("spark.sql.legacy.parameterSubstitution.constantsOnly", "true")
                .set("spark.sql.files.minPartitionNum", "1")
                .set("spark.databricks.delta.snapshotPartitions", "1")
                // CommitStore makes them from the log when they are asked for.
                .set("spark.databricks.delta.writeChecksumFile.enabled", "false")
                // Of every table that it met Delta keeps some megabytes: its files, and the session that read them.
                .set("spark.databricks.delta.delta.log.cacheSize", "16")
                .set("spark.databricks.delta.snapshotCache.storageLevel", "DISK_ONLY")
                // Nobody looks at what Spark would show of past statements: their plans alone would fill the heap.
                .set("spark.ui.retainedJobs", "20")
                .set("spark.ui.retainedStages", "20")
                .set("spark.ui.retainedTasks", "200")
                .set("spark.sql.ui.retainedExecutions", "20")
                // As on a SQL warehouse: deletes and updates mark rows instead of writing files anew.
                .set("spark.databricks.delta.properties.defaults.enableDeletionVectors", "true")
                .set("spark.delta.logStore.abfss.impl", CommitStore.class.getName());
        LakeSettings.of(accounts).forEach((key, value) -> conf.set("spark.hadoop." + key, value));
        return conf;
    }
}
