/**
 * A Spark session that behaves as a SQL warehouse's: the metastore's names resolve, parameters bind by type, and
 * values read as the Statement Execution API writes them.
 */
@NullMarked
package io.twinlake.sandbox.region.engine.session;

import org.jspecify.annotations.NullMarked;
