/**
 * Delta tables at the level of their log: snapshots, commits and clones, read and written without a Spark job.
 * Actions stay JSON, so that a field unknown here survives a copy.
 */
@NullMarked
package io.twinlake.sandbox.region.delta;

import org.jspecify.annotations.NullMarked;
