package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The runs as they are written down. What the platform keeps of them for itself is theirs, too, and shown to nobody. */
record RunStore(DocumentFile file, Clock clock) {

    private static final String PREFIX = "run/";
    private static final String TOKEN = "idempotency_token";
    private static final String LIMIT = "limit";
    private static final String RUN_AS = "run_as";
    private static final List<String> OWN = List.of(TOKEN, LIMIT, RUN_AS);

    /** Writes down a new run of a job, with what the job's settings are now. */
    ObjectNode add(ObjectNode job, RunOrder order, RunState state) {
        long jobId = job.required("job_id").asLong();
        List<ObjectNode> runs = all();
        long id = runs.isEmpty() ? clock.millis() : Math.max(clock.millis(), id(runs.get(0)) + 1);
        long number = runs.stream().filter(run -> jobOf(run) == jobId).count() + 1;
        ObjectNode run = JsonNodeFactory.instance
                .objectNode()
                .put("job_id", jobId)
                .put("run_id", id)
                .put("job_run_id", id)
                .put("number_in_job", number)
                .put("original_attempt_run_id", id)
                .put("creator_user_name", order.creator())
                .put("start_time", clock.millis())
                .put("trigger", order.trigger())
                .put("run_type", "JOB_RUN")
                .put("format", "MULTI_TASK")
                .put(TOKEN, order.token())
                .put(LIMIT, order.limit());
        run.set(RUN_AS, job.required("run_as_user_name"));
        run.set("run_name", job.path("settings").path("name"));
        run.set("tasks", job.path("settings").path("tasks").deepCopy());
        state.writeTo(run);
        file.put(PREFIX + id, run, Optional::isEmpty);
        return run;
    }

    ObjectNode get(long id) {
        return file.find(PREFIX + id).map(Document::body).orElseThrow(() -> absent(id));
    }

    static CatalogFailure absent(long id) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Run " + id + " does not exist.");
    }

    /** Every run, the latest first. */
    List<ObjectNode> all() {
        return file.under(PREFIX).values().stream()
                .map(Document::body)
                .sorted(Comparator.comparingLong(RunStore::id).reversed())
                .toList();
    }

    /** The runs of a job that have not ended, the latest first. */
    List<ObjectNode> active(long job) {
        return all().stream()
                .filter(run -> jobOf(run) == job && RunState.isActive(run))
                .toList();
    }

    /** The run that was ordered with that token. */
    Optional<ObjectNode> ordered(String token) {
        return all().stream()
                .filter(run -> !token.isEmpty() && run.path(TOKEN).asText().equals(token))
                .findFirst();
    }

    void record(long id, RunState state) {
        put(id, state, get(id));
    }

    void end(long id, RunState state) {
        put(id, state, get(id).put("end_time", clock.millis()));
    }

    private void put(long id, RunState state, ObjectNode run) {
        state.writeTo(run);
        file.put(PREFIX + id, run, Optional::isPresent);
    }

    /** The run as it is shown. */
    static ObjectNode shown(ObjectNode run) {
        return run.remove(OWN);
    }

    static long id(ObjectNode run) {
        return run.required("run_id").asLong();
    }

    static long jobOf(ObjectNode run) {
        return run.path("job_id").asLong();
    }

    /** How many runs of its job there could be at once when it was ordered. */
    static int limit(ObjectNode run) {
        return run.path(LIMIT).asInt();
    }

    /** Whose rights count. */
    static String runAs(ObjectNode run) {
        return run.path(RUN_AS).asText();
    }
}
