/**
 * The workspace's jobs: their settings, kept whole, their schedules and their runs. A paused schedule starts nothing, and a job with
 * {@code max_concurrent_runs} of 0 skips every new run; runs that are active go on until they are cancelled.
 */
@NullMarked
package io.twinlake.sandbox.region.jobs;

import org.jspecify.annotations.NullMarked;
