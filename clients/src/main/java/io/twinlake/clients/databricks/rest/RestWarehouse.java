package io.twinlake.clients.databricks.rest;

import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.PathParts;
import io.twinlake.clients.databricks.rest.transport.Waiting;
import io.twinlake.config.time.Time;
import java.time.Duration;

final class RestWarehouse implements Warehouse {
    private final WorkspaceCalls calls;
    private final String id;
    private final String path;
    private final Time time;

    RestWarehouse(WorkspaceCalls calls, String id, Time time) {
        this.calls = calls;
        this.id = id;
        this.path = PathParts.path("/api/2.0/sql/warehouses", id);
        this.time = time;
    }

    @Override
    public String state() {
        return calls.send(Call.get(path, "read the state of warehouse", id))
                .path("state")
                .asText("");
    }

    @Override
    public void ensureRunning(Duration atMost) {
        Waiting waiting = new Waiting(atMost, time);
        for (String state = state(); !state.equals("RUNNING"); state = state()) {
            if (state.equals("STOPPED")) {
                start();
            } else if (state.equals("DELETED") || state.equals("DELETING")) {
                throw calls.failure(starting(), FailureCategory.INVALID, state, "it is deleted", null);
            }
            if (!waiting.goesOn()) {
                throw calls.failure(
                        starting(),
                        FailureCategory.TIMEOUT,
                        state,
                        "it is " + state + " after " + atMost.toSeconds() + " s",
                        null);
            }
        }
    }

    private void start() {
        calls.send(starting().repeatedFreely());
    }

    private Call starting() {
        return Call.post(path + "/start", WorkspaceCalls.body(), "start warehouse", id);
    }
}
