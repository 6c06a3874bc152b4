/**
 * The text of views and functions by Spark's own grammar: what it reads, where it pins a version, and what its stars stand for.
 */
package io.twinlake.catalogsync.sql;
