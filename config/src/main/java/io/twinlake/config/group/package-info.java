/**
 * What is decided for one failover group: its two regions, what of the catalogs belongs to it, how places are mapped, and how often and
 * within which limits it is replicated.
 */
package io.twinlake.config.group;
