/**
 * Who may do what: principals, grants with their inheritance, and the checks made before each request.
 * Administrators may do everything, owners everything on and below what they own.
 */
@NullMarked
package io.twinlake.sandbox.region.metastore.access;

import org.jspecify.annotations.NullMarked;
