/**
 * A text of SQL as Spark's tokens: what is quoted, who is named, and how tokens are exchanged while all else keeps its place.
 */
package io.twinlake.catalogsync.sql.token;
