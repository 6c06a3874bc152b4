package io.twinlake.clients.databricks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The workspace's jobs and their runs. Calls that fail throw a {@link io.twinlake.clients.ClientException}. */
public interface Jobs {
    /** The job of this name; several of one name are a failure, because nobody can say which is meant. */
    Optional<Job> find(String name);

    Job get(long job);

    /** Sets fields of a job's settings, each as a whole; the others stay. Safe to repeat, and repeated while the platform is at the job itself. */
    void update(Job job, ObjectNode settings);

    /** Who may do what with a job, by the platform's levels ({@code CAN_MANAGE}); only who manages it is told. */
    List<UnityCatalog.Grant> permissions(long job);

    /** The ids of the runs that are queued or at work. */
    List<Long> activeRuns(Job job);

    /** Asks all runs of a job to end, those in its queue as well, and returns before they have. Safe to repeat. */
    void cancelRuns(Job job);

    /** Waits until no run is active; false when there still is one at the end of the time, or the wait was interrupted. */
    boolean awaitNoRuns(Job job, Duration atMost);
}
