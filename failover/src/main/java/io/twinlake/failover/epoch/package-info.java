/**
 * Which region serves, told and moved by one compare-and-set. Where a witness is configured it is the home of that truth; the ledger
 * keeps a copy, and whoever writes compares the two.
 */
package io.twinlake.failover.epoch;
