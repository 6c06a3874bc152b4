/** Who serves a group: the fencing token of every write. */
package io.twinlake.ledger.epoch;
