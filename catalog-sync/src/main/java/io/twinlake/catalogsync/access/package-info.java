/**
 * Who may do what at a replica: its grants, its owners, and the rights that Twinlake keeps there for itself.
 * Grants come with each object, owners at the very end.
 */
@NullMarked
package io.twinlake.catalogsync.access;

import org.jspecify.annotations.NullMarked;
