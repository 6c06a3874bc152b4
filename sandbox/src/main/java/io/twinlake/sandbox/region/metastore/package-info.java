/**
 * A region's metastore: the durable record of its catalogs and of what they hold.
 * Names are stored in lower case, and a change that was answered survives the death of the process.
 */
@NullMarked
package io.twinlake.sandbox.region.metastore;

import org.jspecify.annotations.NullMarked;
