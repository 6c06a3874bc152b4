/**
 * The API's Function: one per region, hosted by the region's process, so that it dies with it. It looks a customer up in the
 * warehouse that its application settings name; the edge keeps the settings and tells the host when they change.
 */
@NullMarked
package io.twinlake.sandbox.edge.function;

import org.jspecify.annotations.NullMarked;
