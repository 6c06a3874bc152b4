package io.twinlake.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The warehouse of one region: runs statements, as the root where nobody else is named. */
public final class Warehouse {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> GOING_ON = Set.of("PENDING", "RUNNING");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RegionLayout region;
    private final Workspace workspace;

    public Warehouse(RegionLayout region) {
        this(region, region.token());
    }

    /** @param token whose it is runs the statements */
    public Warehouse(RegionLayout region, String token) {
        this.region = region;
        this.workspace = new Workspace(region, token);
    }

    /**
     * Runs one statement to its end and gives its rows, each a JSON object with typed values.
     *
     * @throws SandboxFailure with the statement's error
     */
    public List<ObjectNode> run(String sql) {
        ObjectNode order = JSON.createObjectNode()
                .put("warehouse_id", region.warehouse())
                .put("statement", sql)
                .put("wait_timeout", "50s")
                .put("on_wait_timeout", "CONTINUE");
        JsonNode answer = workspace.post("/api/2.0/sql/statements", order);
        while (GOING_ON.contains(state(answer))) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = workspace.get(
                    "/api/2.0/sql/statements/" + answer.path("statement_id").asText());
        }
        if (!state(answer).equals("SUCCEEDED")) {
            throw new SandboxFailure(
                    answer.at("/status/error/message").asText("The statement ended as " + state(answer) + "."));
        }
        return rows(answer);
    }

    private List<ObjectNode> rows(JsonNode answer) {
        RowReader reader = new RowReader(answer.at("/manifest/schema/columns"));
        List<ObjectNode> rows = new ArrayList<>();
        JsonNode chunk = answer.path("result");
        while (true) {
            chunk.path("data_array").forEach(row -> rows.add(reader.read(row)));
            String next = chunk.path("next_chunk_internal_link").asText("");
            if (next.isEmpty()) {
                return rows;
            }
            chunk = workspace.get(next);
        }
    }

    private static String state(JsonNode answer) {
        return answer.at("/status/state").asText();
    }
}
