/** The Delta tables that a region lists of a group, and how far back each may go. */
package io.twinlake.failover.tables;
