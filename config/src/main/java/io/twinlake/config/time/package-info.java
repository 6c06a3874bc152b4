/**
 * Time, as whatever waits or has a deadline is handed it: a clock that people set, one that nobody sets, and a way to let it pass. A test
 * hands in its own.
 */
package io.twinlake.config.time;
