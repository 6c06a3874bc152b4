package io.twinlake.sandbox.demo;

import static io.twinlake.sandbox.stage.Stage.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.demo.report.DemoDocument;
import io.twinlake.sandbox.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tour's first part: the secondary is made equal and proven so, follows the source, and betrays a change made behind Twinlake's back. */
final class Replication {

    private final Stage stage;
    private Copied full = new Copied(0, 0);
    private Copied incremental = new Copied(0, 0);
    private @Nullable JsonNode verified;
    private @Nullable String found;

    private record Copied(long files, long bytes) {}

    Replication(Stage stage) {
        this.stage = stage;
    }

    void copyAll() {
        full = sync();
    }

    void followSource() {
        incremental = sync();
        check(incremental.bytes > 0, "the incremental sync copied nothing");
        check(incremental.bytes < full.bytes, "the incremental sync copied as much as the first");
    }

    void proveEqual() {
        JsonNode counts = stage.twinlake(0, "verify", "--tier", "checksums");
        verified = counts;
        check(counts.path("inScope").asInt() > 0, "verify compared nothing");
        check(
                counts.path("inSync").asInt() == counts.path("inScope").asInt(),
                "only " + counts.path("inSync") + " of " + counts.path("inScope") + " objects are in sync: "
                        + different(counts));
    }

    void moveSourceOn() {
        stage.warehouse(stage.primary())
                .run(ApiTable.mergeOnePercent(stage.size().rows()));
    }

    /** Changes a row of the replica, has it found, and undoes the change as Twinlake advises. */
    void findAChangeByHand() {
        Warehouse replica = stage.warehouse(stage.secondary());
        String id = first(replica, "SELECT min(id) AS id FROM " + ApiTable.NAME, "id");
        String before = first(replica, "DESCRIBE HISTORY " + ApiTable.NAME + " LIMIT 1", "version");
        replica.run("UPDATE " + ApiTable.NAME + " SET cen_id = 'BY-HAND' WHERE id = '" + id + "'");
        JsonNode verify = stage.twinlake(2, "verify", "--tier", "checksums");
        check(
                different(verify).equals(List.of(ApiTable.NAME)),
                "verify should have named " + ApiTable.NAME + " alone, and named " + different(verify));
        String reason = reason(verify);
        check(reason.contains("id = " + id), "verify should have named the row " + id + ": " + reason);
        found = ApiTable.NAME + ", id = " + id;
        stage.say("found: " + found);
        replica.run("RESTORE TABLE " + ApiTable.NAME + " TO VERSION AS OF " + before);
    }

    DemoDocument.Copied copied() {
        return new DemoDocument.Copied(full.files, full.bytes, incremental.files, incremental.bytes);
    }

    /** The last comparison, with its objects. */
    @Nullable
    JsonNode verified() {
        return verified;
    }

    @Nullable
    JsonNode counts() {
        if (verified == null) {
            return null;
        }
        ObjectNode counts = verified.deepCopy();
        return counts.without(List.of("schemaVersion", "run", "tier", "at", "objects"));
    }

    @Nullable
    String found() {
        return found;
    }

    private Copied sync() {
        JsonNode clones = stage.twinlake(0, "sync").path("clones");
        return new Copied(sum(clones, "files"), sum(clones, "bytes"));
    }

    private static String first(Warehouse warehouse, String sql, String column) {
        return warehouse.run(sql).get(0).path(column).asText();
    }

    private static List<String> different(JsonNode verify) {
        List<String> names = new ArrayList<>();
        verify.path("objects").forEach(object -> {
            String state = object.path("state").asText();
            if (!state.equals("inSync") && !state.equals("excluded")) {
                names.add(object.path("object").asText());
            }
        });
        return names;
    }

    private static String reason(JsonNode verify) {
        for (JsonNode object : verify.path("objects")) {
            if (object.path("object").asText().equals(ApiTable.NAME)) {
                return object.path("reason").asText("");
            }
        }
        return "";
    }

    private static long sum(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.path(field).asLong())
                .sum();
    }
}
