/**
 * What a decision rests on: both inventories, the tables' versions, and what the ledger knows of each pair.
 * Also whose an object is, and whether another hand wrote to it.
 */
package io.twinlake.catalogsync.situation;
