/**
 * The plan: what a sync would do to each object, in waves, with every difference named.
 * Plans are data: hashed, comparable, savable.
 */
package io.twinlake.catalogsync.change;
