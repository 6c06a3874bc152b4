/**
 * Where a demo or a benchmark takes place: a sandbox of its own, and the product as its users run it, one process per command,
 * seen from outside alone.
 */
@NullMarked
package io.twinlake.sandbox.stage;

import org.jspecify.annotations.NullMarked;
