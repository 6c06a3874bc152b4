/**
 * Both regions compared, object by object, at pinned versions.
 * Every object in scope has exactly one state, so that the denominator is honest.
 */
package io.twinlake.catalogsync.parity;
