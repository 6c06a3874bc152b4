/**
 * What both regions hold: every object in scope, complete or said to be incomplete.
 * Bulk where the platform answers in bulk; what this version does not replicate is listed with its reason.
 */
package io.twinlake.catalogsync.inventory;
