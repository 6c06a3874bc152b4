/** The state of every object in scope: what was replicated and cloned. */
package io.twinlake.ledger.state;
