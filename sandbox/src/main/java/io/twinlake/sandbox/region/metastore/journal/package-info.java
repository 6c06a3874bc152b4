/**
 * Durable documents: what a committed batch holds survives the death of the process, whole or not at all.
 * Reading is from memory; writing is to disk first.
 */
@NullMarked
package io.twinlake.sandbox.region.metastore.journal;

import org.jspecify.annotations.NullMarked;
