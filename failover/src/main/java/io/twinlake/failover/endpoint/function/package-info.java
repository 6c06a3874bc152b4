/** A region's Function: the two app settings by which it finds its warehouse, changed together. */
package io.twinlake.failover.endpoint.function;
