/** What the tasks of a job's runs do: each is a workspace file with one statement. */
@NullMarked
package io.twinlake.sandbox.region.jobs.task;

import org.jspecify.annotations.NullMarked;
