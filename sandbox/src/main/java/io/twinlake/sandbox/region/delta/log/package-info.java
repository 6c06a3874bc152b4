/**
 * A Delta table's log: commits and checkpoints read into snapshots, and commits put only if absent.
 * Actions stay JSON, so that a field unknown here survives a copy.
 */
@NullMarked
package io.twinlake.sandbox.region.delta.log;

import org.jspecify.annotations.NullMarked;
