/**
 * From a situation to a plan: one decision for each object, in the order of what reads what.
 * Nothing here reaches a region.
 */
package io.twinlake.catalogsync.decide;
