/**
 * Databricks' words that Spark's parser does not know, put into words that it does; by token, so that comments and quoted
 * names stay as they are.
 */
@NullMarked
package io.twinlake.sandbox.region.engine.text;

import org.jspecify.annotations.NullMarked;
