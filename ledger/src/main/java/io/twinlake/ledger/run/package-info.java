/** The runs of every group and how they ended. */
package io.twinlake.ledger.run;
