/**
 * What is copied: reads both regions, plans, applies, clones and compares one failover group.
 * {@link io.twinlake.catalogsync.GroupSync} is the way in.
 */
package io.twinlake.catalogsync;
