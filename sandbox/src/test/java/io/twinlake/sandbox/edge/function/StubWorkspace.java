package io.twinlake.sandbox.edge.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A workspace with one row, {@code c-1}, whose churn score is its own; its tokens can be withdrawn. */
final class StubWorkspace implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    final AtomicInteger tokens = new AtomicInteger();
    volatile JsonNode lastStatement = JSON.nullNode();
    volatile boolean failing;
    private final String score;
    private final Javalin app;

    /** What passes before a statement is answered. */
    volatile Runnable before = () -> {};

    StubWorkspace(String score) {
        this.score = score;
        this.app = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post(
                            "/oidc/v1/token",
                            context -> context.contentType("application/json")
                                    .result("{\"access_token\":\"t" + tokens.incrementAndGet() + "\"}"));
                    config.routes.post("/api/2.0/sql/statements", this::statement);
                })
                .start("127.0.0.1", 0);
    }

    String url() {
        return "http://127.0.0.1:" + app.port();
    }

    void expireTokens() {
        tokens.incrementAndGet();
    }

    private void statement(Context context) throws IOException {
        if (!("Bearer t" + tokens.get()).equals(context.header("Authorization"))) {
            context.status(401);
            return;
        }
        lastStatement = JSON.readTree(context.body());
        before.run();
        context.contentType("application/json").result(failing ? FAILED : succeeded());
    }

    private String succeeded() {
        boolean known = lastStatement.at("/parameters/0/value").asText().equals("c-1");
        String rows = known ? "[[\"c-1\",\"" + score + "\",\"[\\\"retail\\\"]\",null]]" : "[]";
        return """
                {"statement_id":"s","status":{"state":"SUCCEEDED"},"manifest":{"schema":{"columns":[
                {"name":"id","type_name":"STRING"},{"name":"churn_score","type_name":"DOUBLE"},
                {"name":"business_units","type_name":"ARRAY"},{"name":"cen_id","type_name":"STRING"}]}},
                "result":{"data_array":%s}}""".formatted(rows);
    }

    private static final String FAILED = """
            {"statement_id":"s","status":{"state":"FAILED","error":{"error_code":"BAD_REQUEST","message":"no such table"}}}""";

    @Override
    public void close() {
        app.stop();
    }
}
