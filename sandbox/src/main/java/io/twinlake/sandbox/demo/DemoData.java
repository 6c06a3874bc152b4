package io.twinlake.sandbox.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trino.tpch.TpchTable;
import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.access.Workspace;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.stage.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The data that the primary starts with: TPC-H and the API's table, with views, a function, grants, comments and owners. */
public final class DemoData {

    private static final int AT_ONCE = 2;

    private final Layout layout;
    private final Path sandbox;
    private final Warehouse warehouse;

    private DemoData(Layout layout, Path sandbox) {
        this.layout = layout;
        this.sandbox = sandbox;
        this.warehouse = new Warehouse(layout.primary());
    }

    /** Makes the jobs in both regions and, unless it is to be empty, the data in the primary, where it replaces what is there of it. */
    public static void seed(Layout layout, Path sandbox, Consumer<String> progress) {
        RegionJobs.ensure(layout, sandbox);
        TwinlakeRights.grant(layout);
        if (!layout.demo().empty()) {
            new DemoData(layout, sandbox).make(progress);
        }
    }

    private void make(Consumer<String> progress) {
        progress.accept("demo data: " + layout.demo().rows() + " customers, TPC-H at scale "
                + layout.demo().scale());
        String lake = lake(layout.primary());
        run(List.of(
                "CREATE CATALOG IF NOT EXISTS gold MANAGED LOCATION '" + lake
                        + "gold' COMMENT 'What the API serves from'",
                "CREATE SCHEMA IF NOT EXISTS gold.tpch COMMENT 'TPC-H, the source of the summaries'",
                "CREATE SCHEMA IF NOT EXISTS gold.api COMMENT 'What the API reads'"));
        fill(lake);
        run(ApiTable.dependants());
        run(GRANTS);
        new Workspace(layout.primary())
                .patch(
                        "/api/2.1/unity-catalog/functions/gold.api.risk_band",
                        JsonNodeFactory.instance.objectNode().put("owner", "data-engineers"));
        TwinlakeRights.grant(layout.primary(), "gold");
    }

    private static final List<String> GRANTS = List.of(
            "GRANT USE CATALOG ON CATALOG gold TO `api-readers`",
            "GRANT USE SCHEMA ON SCHEMA gold.api TO `api-readers`",
            "GRANT SELECT ON TABLE gold.api.customer_summary TO `api-readers`",
            "GRANT SELECT ON TABLE gold.api.business_unit_churn TO `api-readers`",
            "GRANT EXECUTE ON FUNCTION gold.api.risk_band TO `api-readers`",
            "GRANT USE CATALOG ON CATALOG gold TO `data-engineers`",
            "GRANT USE SCHEMA, SELECT, MODIFY, CREATE TABLE ON SCHEMA gold.tpch TO `data-engineers`",
            "GRANT USE SCHEMA, SELECT ON SCHEMA gold.api TO `data-engineers`",
            "GRANT MODIFY ON TABLE gold.api.customer_summary TO `data-engineers`",
            "GRANT USE SCHEMA, SELECT ON SCHEMA gold.api TO `owner@twinlake.example`",
            "ALTER SCHEMA gold.tpch OWNER TO `data-engineers`",
            "ALTER SCHEMA gold.api OWNER TO `data-engineers`",
            "ALTER TABLE gold.tpch.lineitem OWNER TO `data-engineers`",
            "ALTER TABLE gold.tpch.orders OWNER TO `owner@twinlake.example`",
            "ALTER TABLE gold.api.customer_summary OWNER TO `data-engineers`",
            "ALTER VIEW gold.api.customer_churn OWNER TO `data-engineers`",
            "ALTER VIEW gold.api.business_unit_churn OWNER TO `owner@twinlake.example`",
            "ALTER CATALOG gold OWNER TO `owner@twinlake.example`");

    /** Fills all tables, several at once; the first failure ends it. */
    private void fill(String lake) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        Path folder = temporaryFolder();
        try {
            TpchFiles files = new TpchFiles(layout.demo().scale(), folder);
            List<Runnable> work = new ArrayList<>();
            work.add(() -> run(ApiTable.create(lake, layout.demo().rows())));
            TpchTable.getTables().forEach(table -> work.add(() -> fill(table, files)));
            ExecutorCompletionService<Object> filled = new ExecutorCompletionService<>(workers);
            work.forEach(each -> filled.submit(Executors.callable(each)));
            for (int i = 0; i < work.size(); i++) {
                filled.take().get();
            }
        } catch (ExecutionException e) {
            throw new SandboxFailure(
                    "The demo's data cannot be made: "
                            + Objects.requireNonNull(e.getCause()).getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted while the demo's data was made", e);
        } finally {
            workers.shutdownNow();
            Folders.delete(folder);
        }
    }

    private void fill(TpchTable<?> table, TpchFiles files) {
        warehouse.run(TpchTables.create(table, files.write(table)));
    }

    private void run(List<String> statements) {
        statements.forEach(warehouse::run);
    }

    private static String lake(RegionLayout region) {
        return "abfss://" + Layout.LAKE + "@" + region.account().name() + ".dfs.core.windows.net/";
    }

    private Path temporaryFolder() {
        try {
            return Files.createTempDirectory(sandbox, "tpch");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no folder for the demo's rows", e);
        }
    }
}
