package io.twinlake.sandbox.region;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import io.twinlake.sandbox.region.metastore.access.Role;
import io.twinlake.sandbox.region.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A region in this process, over real HTTP, with an {@link EngineTwin}; met through the official SDK. */
public final class RegionFixture implements AutoCloseable {

    static final String ADMIN = "admin@twinlake.example";
    public static final String READER = "reader@twinlake.example";
    static final String GROUP = "api-readers";

    private final RegionSpec spec;
    private final Settings settings = new Settings();
    private final Region region;
    private EngineTwin engine;
    private WorkspaceClient admin;

    private RegionFixture(RegionSpec spec) {
        this.spec = spec;
        Faults faults = new Faults(Clock.systemUTC(), new Random(1));
        region = Region.start(spec, faults, CallLog.open(calls()), Clock.systemUTC(), settings, registry -> {
            engine = new EngineTwin(registry);
            return engine;
        });
    }

    public static RegionFixture start(RegionSpec spec) {
        return new RegionFixture(spec);
    }

    public static RegionFixture start(Path dir) {
        return start(spec("westeurope", dir, 0, List.of()));
    }

    static RegionSpec spec(String name, Path dir, int port, List<RegionSpec.Peer> peers) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new RegionSpec(
                name,
                "primary",
                dir,
                port,
                0,
                account(name),
                peers,
                globalMetastoreId(name),
                "6051921418418893",
                "dapi-" + name,
                ADMIN,
                List.of(
                        new RegionSpec.Client(
                                "client-admin", "s3cret", "governor", Set.of(Role.METASTORE_ADMIN), List.of()),
                        new RegionSpec.Client(
                                "client-workspace", "s3cret", "workspace", Set.of(Role.WORKSPACE_ADMIN), List.of()),
                        new RegionSpec.Client("client-owner", "s3cret", "owner", Set.of(), List.of("view-owners")),
                        new RegionSpec.Client("client-reader", "s3cret", "reader", Set.of(), List.of(GROUP))),
                List.of(new RegionSpec.User(READER, Set.of(), List.of())),
                List.of("data-engineers"),
                Map.of(),
                "0123456789abcdef",
                List.of("account users"),
                0);
    }

    static RegionSpec.Account account(String region) {
        return new RegionSpec.Account(region + "lake", "http://127.0.0.1:9/" + region + "lake", "a2V5");
    }

    public static String globalMetastoreId(String region) {
        return "azure:" + region + ":11111111-2222-3333-4444-" + Integer.toHexString(region.hashCode());
    }

    /** What the region does otherwise than the platform. */
    public Settings settings() {
        return settings;
    }

    RegionSpec spec() {
        return spec;
    }

    /** The metastore as the engine sees it. */
    public TableRegistry registry() {
        return engine.registry();
    }

    /** All tables are at that version from now on. */
    public void tablesAt(long version) {
        engine.latestVersion(version);
    }

    EngineTwin engine() {
        return engine;
    }

    /** A file of the workspace. */
    public Path workspaceFile(String name) {
        return spec.dir().resolve("workspace").resolve(name);
    }

    Path calls() {
        return CallLog.file(spec.dir());
    }

    String url() {
        return "http://127.0.0.1:" + region.port();
    }

    public WorkspaceClient admin() {
        if (admin == null) {
            admin = new WorkspaceClient(config().setAuthType("pat").setToken(spec.token()));
        }
        return admin;
    }

    /** A service principal without rights of its own, signed in by OAuth. */
    public WorkspaceClient reader() {
        return oauth("client-reader", "s3cret");
    }

    public WorkspaceClient oauth(String clientId, String secret) {
        return new WorkspaceClient(
                config().setAuthType("oauth-m2m").setClientId(clientId).setClientSecret(secret));
    }

    private DatabricksConfig config() {
        return new DatabricksConfig().setHost(url());
    }

    /** Runs a statement that must succeed and answers its rows. */
    public List<List<String>> sql(String statement) {
        StatementResponse response = run(admin(), statement);
        if (response.getStatus().getState() != StatementState.SUCCEEDED) {
            throw new AssertionError(
                    statement + " failed: " + response.getStatus().getError().getMessage());
        }
        Collection<Collection<String>> rows =
                response.getResult() == null || response.getResult().getDataArray() == null
                        ? List.of()
                        : response.getResult().getDataArray();
        return rows.stream().<List<String>>map(row -> row.stream().toList()).toList();
    }

    /** Runs a statement that must fail and answers what it says. */
    public String failure(String statement) {
        StatementResponse response = run(admin(), statement);
        if (response.getStatus().getState() != StatementState.FAILED) {
            throw new AssertionError(statement + " was " + response.getStatus().getState());
        }
        return response.getStatus().getError().getMessage();
    }

    public StatementResponse run(WorkspaceClient client, String statement) {
        return client.statementExecution().executeStatement(request(statement).setWaitTimeout("50s"));
    }

    ExecuteStatementRequest request(String statement) {
        return new ExecuteStatementRequest().setStatement(statement).setWarehouseId(spec.warehouseId());
    }

    @Override
    public void close() {
        region.close();
    }
}
