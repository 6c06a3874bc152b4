/**
 * DEEP and SHALLOW CLONE: a table made equal to another one's snapshot by copying what it lacks and one commit.
 * Its oracle is Spark's reading of both sides.
 */
@NullMarked
package io.twinlake.sandbox.region.delta.copy;

import org.jspecify.annotations.NullMarked;
