/**
 * The workspace's jobs: their settings, kept whole, what starts them by itself, and their runs. What is paused starts nothing. A job with
 * {@code max_concurrent_runs} of 0 skips every new run, or queues it where it has a queue; runs that are active go on until they are
 * cancelled, and those in the queue begin when there is room.
 */
@NullMarked
package io.twinlake.sandbox.region.jobs;

import org.jspecify.annotations.NullMarked;
