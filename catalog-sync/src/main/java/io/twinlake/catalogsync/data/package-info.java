/**
 * How a table's rows come into the replica: deep-cloned there, at a pinned version, from where the source's shares are mounted. The statement's id
 * is in the ledger before it is waited for.
 */
package io.twinlake.catalogsync.data;
