/**
 * One region as a sync reads single objects of it and writes to it.
 * No write leaves without asking for the epoch.
 */
package io.twinlake.catalogsync.region;
