/** What becomes of one object, and the one place of remedies for what went wrong. */
package io.twinlake.catalogsync.outcome;
