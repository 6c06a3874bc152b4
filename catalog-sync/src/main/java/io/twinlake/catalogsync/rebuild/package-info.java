/**
 * What both regions tell of pairs that a lost ledger knew: by markers, definitions and the histories of clones.
 * What they do not tell stays unproven, and nothing here writes to a region.
 */
package io.twinlake.catalogsync.rebuild;
