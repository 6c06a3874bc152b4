/**
 * The relations of {@code information_schema}, computed from the metastore for the caller who asks.
 * Each catalog has them for itself; {@code system} has them for all catalogs.
 */
@NullMarked
package io.twinlake.sandbox.region.metastore.information;

import org.jspecify.annotations.NullMarked;
