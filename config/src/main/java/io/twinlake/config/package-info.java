/**
 * What we protect, as one validated record: the regions, where ledger and witness are, the groups.
 * Its parts have packages of their own; none of them looks back here.
 */
package io.twinlake.config;
