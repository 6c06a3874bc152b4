/**
 * Benchmarks of the product in a sandbox: what it is measured at, beside what was injected and what was promised.
 */
@NullMarked
package io.twinlake.sandbox.bench;

import org.jspecify.annotations.NullMarked;
