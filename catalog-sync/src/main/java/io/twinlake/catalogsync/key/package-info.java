/**
 * The keys of a replica's tables, written behind all clones: a clone takes a table's keys away, and a key may refer to a table that is cloned
 * later.
 */
@NullMarked
package io.twinlake.catalogsync.key;

import org.jspecify.annotations.NullMarked;
