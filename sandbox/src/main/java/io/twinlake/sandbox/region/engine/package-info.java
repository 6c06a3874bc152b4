/**
 * The SQL engine of a region: statements that read or write table data, on Spark and Delta.
 * Results and errors are Databricks' own.
 */
@NullMarked
package io.twinlake.sandbox.region.engine;

import org.jspecify.annotations.NullMarked;
