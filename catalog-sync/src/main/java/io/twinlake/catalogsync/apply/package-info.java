/**
 * Makes the replica what it is to be, one object at a time: definition, comments, grants, owner last.
 * Every step may be repeated; every write asks for the epoch first.
 */
package io.twinlake.catalogsync.apply;
