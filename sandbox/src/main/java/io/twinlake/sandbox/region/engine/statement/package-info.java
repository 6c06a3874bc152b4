/**
 * One statement from its text to its result: what Delta does not know is done here, the rest is handed to Spark, and the
 * metastore follows.
 */
@NullMarked
package io.twinlake.sandbox.region.engine.statement;

import org.jspecify.annotations.NullMarked;
