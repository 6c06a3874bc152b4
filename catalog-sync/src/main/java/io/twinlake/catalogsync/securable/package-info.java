/**
 * One object of Unity Catalog as Twinlake compares it: its definition, its access and our marker.
 * What differs between two of them is a map of named fields.
 */
package io.twinlake.catalogsync.securable;
