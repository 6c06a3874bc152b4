package io.twinlake.sandbox.region.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The jobs of a workspace, by id; a job's settings are kept with every field that they came with. */
final class Jobs {

    private static final String PREFIX = "job/";
    private static final long LEAST_ID = 100_000_000_000_000L;
    private static final long MOST_ID = 1_000_000_000_000_000L;

    private final DocumentFile file;
    private final Clock clock;
    private final RandomGenerator random;

    Jobs(DocumentFile file, Clock clock, RandomGenerator random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    /** Makes a job; its id. */
    long create(ObjectNode settings, String creator) {
        long id = random.nextLong(LEAST_ID, MOST_ID);
        ObjectNode job = JsonNodeFactory.instance
                .objectNode()
                .put("job_id", id)
                .put("creator_user_name", creator)
                .put("run_as_user_name", creator)
                .put("created_time", clock.millis());
        job.set("settings", complete(settings));
        file.put(PREFIX + id, job, Optional::isEmpty);
        return id;
    }

    Optional<ObjectNode> find(long id) {
        return document(id).map(Document::body);
    }

    ObjectNode get(long id) {
        return find(id).orElseThrow(() -> absent(id));
    }

    /** Every job, in the order of their ids. */
    List<ObjectNode> all() {
        return file.under(PREFIX).values().stream().map(Document::body).toList();
    }

    /** Puts these settings in the place of all the job had. */
    void reset(long id, ObjectNode settings) {
        replace(id, document(id).orElseThrow(() -> absent(id)), settings);
    }

    /** Changes the fields that are given, adds to lists by their entries' keys, and removes the fields that are named. */
    void update(long id, ObjectNode changes, List<String> removals) {
        Document read = document(id).orElseThrow(() -> absent(id));
        ObjectNode settings = (ObjectNode) read.body().required("settings");
        new SettingsUpdate(settings).apply(changes, removals);
        replace(id, read, settings);
    }

    void delete(long id) {
        if (!file.remove(PREFIX + id, Optional::isPresent)) {
            throw absent(id);
        }
    }

    private Optional<Document> document(long id) {
        return file.find(PREFIX + id);
    }

    private void replace(long id, Document read, ObjectNode settings) {
        ObjectNode job = read.body();
        job.set("settings", complete(settings));
        boolean written = file.put(
                        PREFIX + id,
                        job,
                        current -> current.map(Document::revision).equals(Optional.of(read.revision())))
                .isPresent();
        if (!written) {
            throw new CatalogFailure(ErrorKind.RESOURCE_CONFLICT, "Job " + id + " was changed by another request.");
        }
    }

    /** @throws CatalogFailure where what starts its runs cannot be */
    private static ObjectNode complete(ObjectNode settings) {
        ObjectNode all = settings.deepCopy();
        JobTriggers triggers = new JobTriggers(all);
        triggers.check();
        triggers.complete();
        for (String field : List.of("name", "max_concurrent_runs", "format", "timeout_seconds")) {
            if (!all.has(field)) {
                all.set(field, defaultOf(field));
            }
        }
        return all;
    }

    private static JsonNode defaultOf(String field) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (field) {
            case "name" -> nodes.textNode("Untitled");
            case "max_concurrent_runs" -> nodes.numberNode(1);
            case "format" -> nodes.textNode("MULTI_TASK");
            default -> nodes.numberNode(0);
        };
    }

    static CatalogFailure absent(long id) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Job " + id + " does not exist.");
    }
}
