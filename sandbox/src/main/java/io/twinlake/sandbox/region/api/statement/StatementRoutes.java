package io.twinlake.sandbox.region.api.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlParameter;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.permission.PermissionLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The Statement Execution API. */
final class StatementRoutes {

    private static final int SHORTEST_WAIT = 5;
    private static final int LONGEST_WAIT = 50;

    private final Statements statements;
    private final WarehouseRights warehouses;
    private final ResultLinks links;

    StatementRoutes(Statements statements, WarehouseRights warehouses, ResultLinks links) {
        this.statements = statements;
        this.warehouses = warehouses;
        this.links = links;
    }

    void register(Routes routes) {
        String all = "/api/2.0/sql/statements";
        String one = all + "/{id}";
        routes.post(all, this::execute)
                .post(all + "/", this::execute)
                .get(one, request -> show(own(request), request))
                .post(one + "/cancel", this::cancel)
                .get(one + "/result/chunks/{index}", this::chunk)
                .storage(ResultLinks.PATH, context -> links.answer(context, statements));
    }

    private Fields execute(ApiRequest request) {
        String sql = request.required("statement");
        request.logStatement(sql);
        String warehouse = request.required("warehouse_id");
        requireUse(request, warehouse);
        Delivery delivery = Delivery.of(request);
        Duration wait = wait(request);
        Execution execution = statements.submit(sqlRequest(request, sql), delivery, request.caller(), warehouse);
        try {
            if (!execution.await(wait) && "CANCEL".equals(request.text("on_wait_timeout"))) {
                statements.cancel(execution);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return show(execution, request);
    }

    private void requireUse(ApiRequest request, String warehouse) {
        if (!warehouses.exists(warehouse)) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, warehouse + " is not a valid endpoint id.");
        }
        warehouses.require(request.caller(), warehouse, PermissionLevel.CAN_USE);
    }

    /** A statement, which exists for who submitted it alone. */
    private Execution own(ApiRequest request) {
        String id = request.path("id");
        Execution execution = statements.get(id);
        if (!request.caller().isRoot()
                && !request.caller().principal().equals(execution.request().principal())) {
            throw Statements.absent(id);
        }
        return execution;
    }

    private static Duration wait(ApiRequest request) {
        String text = request.body().path("wait_timeout").asText("10s");
        if (!text.matches("\\d{1,3}s")) {
            throw invalidWait(text);
        }
        int seconds = Integer.parseInt(text.substring(0, text.length() - 1));
        if (seconds != 0 && (seconds < SHORTEST_WAIT || seconds > LONGEST_WAIT)) {
            throw invalidWait(text);
        }
        return Duration.ofSeconds(seconds);
    }

    private static CatalogFailure invalidWait(String text) {
        return new CatalogFailure(
                ErrorKind.INVALID_PARAMETER_VALUE,
                "wait_timeout must be 0s or between " + SHORTEST_WAIT + "s and " + LONGEST_WAIT + "s, not " + text);
    }

    private static SqlRequest sqlRequest(ApiRequest request, String sql) {
        List<SqlParameter> parameters = new ArrayList<>();
        for (JsonNode parameter : request.body().path("parameters")) {
            parameters.add(new SqlParameter(
                    parameter.path("name").asText(),
                    parameter.path("type").asText("STRING"),
                    parameter.hasNonNull("value") ? parameter.get("value").asText() : null));
        }
        return new SqlRequest(
                UUID.randomUUID().toString(),
                sql,
                parameters,
                request.has("catalog") ? request.required("catalog") : "main",
                request.has("schema") ? request.required("schema") : "default",
                request.caller().principal());
    }

    private Fields cancel(ApiRequest request) {
        statements.cancel(own(request));
        return new Fields();
    }

    /** The last chunk that is given in an answer closes its statement: there is no second look at it. */
    private Fields chunk(ApiRequest request) {
        Execution execution = own(request);
        StatementResult result = execution.result();
        if (result == null) {
            throw new CatalogFailure(
                    ErrorKind.BAD_REQUEST,
                    "The statement " + request.path("id") + " has no result: it is " + execution.state());
        }
        int index = index(request);
        Fields chunk = chunk(result, execution, index, request);
        if (!result.delivery().external() && index == result.chunks() - 1) {
            execution.close();
        }
        return chunk;
    }

    private Fields chunk(StatementResult result, Execution execution, int index, ApiRequest request) {
        String id = execution.request().statementId();
        return result.delivery().external()
                ? links.to(result, id, index, request.host())
                : result.place(id, index).with("data_array", result.rows(index));
    }

    private static int index(ApiRequest request) {
        try {
            return Integer.parseInt(request.path("index"));
        } catch (NumberFormatException e) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE, "Invalid chunk_index: " + request.path("index"), e);
        }
    }

    private Fields show(Execution execution, ApiRequest request) {
        String id = execution.request().statementId();
        SqlFailure failure = execution.failure();
        Fields status = new Fields().with("state", execution.state().name());
        if (failure != null) {
            status.with("error", new Fields().with("error_code", "BAD_REQUEST").with("message", failure.getMessage()))
                    .with("sql_state", failure.sqlState());
        }
        Fields fields = new Fields().with("statement_id", id).with("status", status);
        StatementResult result = execution.result();
        return result == null
                ? fields
                : fields.with("manifest", result.manifest())
                        .with("result", result.chunks() == 0 ? new Fields() : chunk(result, execution, 0, request));
    }
}
