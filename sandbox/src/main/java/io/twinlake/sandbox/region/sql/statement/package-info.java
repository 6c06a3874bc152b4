/**
 * The metadata statements, one class per family: read from the text, done in the metastore, no Spark job.
 * Syntax and results are Databricks SQL's.
 */
@NullMarked
package io.twinlake.sandbox.region.sql.statement;

import org.jspecify.annotations.NullMarked;
