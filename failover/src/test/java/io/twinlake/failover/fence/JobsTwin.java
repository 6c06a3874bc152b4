package io.twinlake.failover.fence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The jobs of a region that can be dead, or refuse to change one of them, and whose runs may not want to end. */
final class JobsTwin implements Jobs {
    private final Map<String, ObjectNode> settings = new TreeMap<>();
    final Map<String, List<Long>> active = new TreeMap<>();
    boolean dead;
    boolean runsGoOn;
    boolean diesMeanwhile;
    String refused = "";
    String doubled = "";
    int writes;

    JobsTwin with(String name, String json) {
        try {
            settings.put(name, ((ObjectNode) new ObjectMapper().readTree(json)).put("name", name));
            return this;
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    void rename(String name, String now) {
        settings.put(now, settings.remove(name));
    }

    ObjectNode settings(String name) {
        return settings.get(name);
    }

    @Override
    public Optional<Job> find(String name) {
        answer();
        if (name.equals(doubled)) {
            throw new ClientException(
                    FailureCategory.INVALID, "find job", name, null, "2 jobs have the name " + name, null);
        }
        return Optional.ofNullable(settings.get(name)).map(found -> new Job(name.hashCode(), name, found));
    }

    @Override
    public Job get(long job) {
        throw new UnsupportedOperationException("jobs are found by name");
    }

    @Override
    public List<Grant> permissions(long job) {
        throw new UnsupportedOperationException("a fence finds out by its calls what it may do");
    }

    @Override
    public void update(Job job, ObjectNode changes) {
        answer();
        if (job.name().equals(refused)) {
            throw new ClientException(
                    FailureCategory.CONFLICT,
                    "change job",
                    job.name(),
                    "CONFLICT",
                    "Could not change job " + job.name() + " in west: it is being restarted",
                    null);
        }
        writes++;
        settings.get(job.name()).setAll(changes);
    }

    @Override
    public List<Long> activeRuns(Job job) {
        answer();
        return active.getOrDefault(job.name(), List.of());
    }

    @Override
    public void cancelRuns(Job job) {
        answer();
        writes++;
        if (!runsGoOn) {
            active.put(job.name(), new ArrayList<>());
        }
    }

    @Override
    public boolean awaitNoRuns(Job job, Duration atMost) {
        dead |= diesMeanwhile;
        return activeRuns(job).isEmpty();
    }

    private void answer() {
        if (dead) {
            throw new ClientException(
                    FailureCategory.UNAVAILABLE, "find job", "load", null, "Could not find job load in west", null);
        }
    }
}
