/**
 * The text of views and functions: what it reads, and what in it is named differently in the other region.
 * Spark's own grammar; a text is changed by token offsets only, so that comments and layout survive.
 */
package io.twinlake.catalogsync.sql;
