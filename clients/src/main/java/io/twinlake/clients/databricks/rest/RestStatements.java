package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.PathParts;
import io.twinlake.clients.databricks.rest.transport.Waiting;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.util.Set;

final class RestStatements implements Statements {
    private static final String ROOT = "/api/2.0/sql/statements";
    private static final String IN_ANSWERS = "INLINE";
    private static final String BY_LINKS = "EXTERNAL_LINKS";
    private static final Set<String> GOING_ON = Set.of("PENDING", "RUNNING");
    private static final Set<String> CAME_TO_NOTHING = Set.of("CANCELED", "FAILED");
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(50);
    private static final Duration CANCEL_WAIT = Duration.ofMinutes(2);

    private final WorkspaceCalls calls;
    private final String warehouse;
    private final Time time;

    RestStatements(WorkspaceCalls calls, String warehouse, Time time) {
        this.calls = calls;
        this.warehouse = warehouse;
        this.time = time;
    }

    @Override
    public StatementId submit(Statement statement) {
        return id(handIn(statement, Duration.ZERO, IN_ANSWERS));
    }

    @Override
    public StatementResult await(StatementId id, Duration atMost) {
        return await(id, ask(id), new Waiting(atMost, time), atMost);
    }

    @Override
    public StatementResult run(Statement statement, Duration atMost) {
        Waiting waiting = new Waiting(atMost, time);
        try {
            return run(statement, IN_ANSWERS, waiting, atMost);
        } catch (ClientException failure) {
            if (!statement.readOnly() || !SqlFailures.areRowsBeyondReach(failure.platformCode())) {
                throw failure;
            }
            return run(statement, BY_LINKS, waiting, atMost);
        }
    }

    private StatementResult run(Statement statement, String disposition, Waiting waiting, Duration atMost) {
        ObjectNode answer = handIn(statement, serverSide(atMost), disposition);
        return await(id(answer), answer, waiting, atMost);
    }

    @Override
    public boolean cancel(StatementId id) {
        Call cancel = Call.post(path(id) + "/cancel", WorkspaceCalls.body(), "cancel statement", id.value());
        calls.send(cancel.repeatedFreely());
        // The platform may pass over a cancellation without a word: only a state that is final tells.
        Waiting waiting = new Waiting(CANCEL_WAIT, time);
        String state = state(ask(id));
        while (GOING_ON.contains(state)) {
            if (!waiting.goesOn()) {
                throw calls.failure(cancel, FailureCategory.TIMEOUT, null, "it still runs", null);
            }
            state = state(ask(id));
        }
        return CAME_TO_NOTHING.contains(state);
    }

    /** The platform takes no wait or one of 5 to 50 seconds. */
    private static Duration serverSide(Duration atMost) {
        if (atMost.compareTo(SHORTEST_WAIT) < 0) {
            return Duration.ZERO;
        }
        return atMost.compareTo(LONGEST_WAIT) < 0 ? atMost : LONGEST_WAIT;
    }

    private ObjectNode handIn(Statement statement, Duration wait, String disposition) {
        ObjectNode body = WorkspaceCalls.body()
                .put("warehouse_id", warehouse)
                .put("statement", statement.sql())
                .put("wait_timeout", wait.toSeconds() + "s")
                .put("on_wait_timeout", "CONTINUE")
                .put("disposition", disposition)
                .put("format", "JSON_ARRAY");
        if (statement.schema() != null) {
            body.put("catalog", statement.schema().catalog())
                    .put("schema", statement.schema().name());
        }
        ArrayNode parameters = body.putArray("parameters");
        for (Statement.Parameter each : statement.parameters()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", each.name()).put("type", each.type());
            if (each.value() != null) {
                parameter.put("value", each.value());
            }
        }
        return calls.send(Call.post(ROOT, body, "run a statement", null).answeredWithin(wait));
    }

    private StatementResult await(StatementId id, ObjectNode first, Waiting waiting, Duration atMost) {
        ObjectNode answer = first;
        while (GOING_ON.contains(state(answer))) {
            if (!waiting.goesOn()) {
                throw calls.failure(
                        about(id),
                        FailureCategory.TIMEOUT,
                        state(answer),
                        "it still runs after " + atMost.toSeconds() + " s",
                        null);
            }
            answer = ask(id);
        }
        return result(id, answer);
    }

    private StatementResult result(StatementId id, ObjectNode answer) {
        return switch (state(answer)) {
            case "SUCCEEDED" -> new ResultChunks(calls, about(id)).read(id, answer);
            case "FAILED" -> throw failed(id, answer.path("status").path("error"));
            case "CANCELED" ->
                throw calls.failure(
                        about(id),
                        FailureCategory.UNAVAILABLE,
                        Effect.NONE,
                        "CANCELED",
                        "it was cancelled before it was done",
                        null);
            case "CLOSED" ->
                throw calls.failure(
                        about(id),
                        FailureCategory.UNAVAILABLE,
                        SqlFailures.CLOSED,
                        "its result was closed and cannot be read",
                        null);
            default ->
                throw calls.failure(
                        about(id),
                        FailureCategory.PROTOCOL,
                        null,
                        "its state is not one the platform documents: " + state(answer),
                        null);
        };
    }

    private RuntimeException failed(StatementId id, JsonNode error) {
        String serviceCode = error.path("error_code").asText(null);
        String message = error.path("message").asText("the platform gave no reason");
        String code = SqlFailures.code(serviceCode, message);
        ClientException failure = calls.failure(
                about(id),
                SqlFailures.category(serviceCode, code, message),
                code,
                SqlFailures.firstLine(message),
                null);
        // It was ended for its rows, and nobody says whether they came before its work or behind it.
        return SqlFailures.TOO_LARGE.equals(code) ? failure.ofUnknownEffect() : failure;
    }

    /** Where only the asking failed, nothing is known of the statement. */
    private ObjectNode ask(StatementId id) {
        try {
            return calls.send(about(id));
        } catch (ClientException unasked) {
            throw unasked.ofUnknownEffect();
        }
    }

    private static Call about(StatementId id) {
        return Call.get(path(id), "finish statement", id.value());
    }

    private static String path(StatementId id) {
        return PathParts.path(ROOT, id.value());
    }

    private static String state(ObjectNode answer) {
        return answer.path("status").path("state").asText("");
    }

    private StatementId id(ObjectNode answer) {
        String id = answer.path("statement_id").asText("");
        if (id.isEmpty()) {
            throw calls.failure(
                    Call.get(ROOT, "run a statement", null),
                    FailureCategory.PROTOCOL,
                    null,
                    "the answer names no statement",
                    null);
        }
        return new StatementId(id);
    }
}
