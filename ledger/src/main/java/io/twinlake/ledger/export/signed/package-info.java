/** One file of such a copy: header, rows and signature. It is written as it is read, and what was changed in it is noticed. */
package io.twinlake.ledger.export.signed;
