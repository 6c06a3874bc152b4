/**
 * How one region comes to read the tables of the other: in numbered shares under safe aliases, given to its metastore, mounted there as catalogs. Which table is
 * in which share is read from the shares.
 */
package io.twinlake.catalogsync.sharing;
