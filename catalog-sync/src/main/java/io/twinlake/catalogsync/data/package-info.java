/**
 * How a table's rows reach the replica: shared by the source, mounted at the replica, deep-cloned there at a pinned version.
 * The statement's id is in the ledger before it is waited for.
 */
package io.twinlake.catalogsync.data;
