/**
 * SQL text: its tokens and names, and the decision who answers a statement.
 * Metadata statements are answered by the metastore at once; the rest is the engine's.
 */
@NullMarked
package io.twinlake.sandbox.region.sql;

import org.jspecify.annotations.NullMarked;
