/**
 * Who may do what: principals, grants with their inheritance, the rights that follow, and the checks made before each
 * request. An owner has all rights on what it owns, manages what lies below, and reads nothing there by that.
 */
@NullMarked
package io.twinlake.sandbox.region.metastore.access;

import org.jspecify.annotations.NullMarked;
