/**
 * What is particular to each kind of securable: how it is listed and read from the platform's JSON, what of it is compared, how it is said and
 * made at the replica.
 */
package io.twinlake.catalogsync.kind;
