/**
 * What belongs to a view's or a function's text beside its words: which columns it shows, and under which settings it was written.
 */
package io.twinlake.catalogsync.kind.text;
