/** What comparisons of both sides came to: the states that objects are in, counted. */
package io.twinlake.ledger.parity;
