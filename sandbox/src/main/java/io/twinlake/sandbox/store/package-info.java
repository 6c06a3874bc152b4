/**
 * Durable JSON documents for stand-ins whose state is small: one file, changed by compare-and-set.
 * An acknowledged change survives a kill of the process.
 */
@NullMarked
package io.twinlake.sandbox.store;

import org.jspecify.annotations.NullMarked;
