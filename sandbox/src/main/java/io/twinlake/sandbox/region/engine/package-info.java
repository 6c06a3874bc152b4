/**
 * The SQL engine of a region: Spark and Delta behind {@link io.twinlake.sandbox.region.engine.SqlEngine}, with
 * Databricks' names, results and errors. It runs what touches table data; metadata belongs to the metastore.
 */
@NullMarked
package io.twinlake.sandbox.region.engine;

import org.jspecify.annotations.NullMarked;
