package io.twinlake.sandbox.region;

import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.calls.CallLogHandler;
import io.twinlake.sandbox.fault.DatabricksDialect;
import io.twinlake.sandbox.fault.FaultHandler;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.region.RegionSpec.Peer;
import io.twinlake.sandbox.region.api.AccessTokens;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.api.WorkspaceServer;
import io.twinlake.sandbox.region.api.identity.IdentityApi;
import io.twinlake.sandbox.region.api.sharing.SharingApi;
import io.twinlake.sandbox.region.api.statement.SqlApi;
import io.twinlake.sandbox.region.api.unity.UnityCatalogApi;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.jobs.JobsApi;
import io.twinlake.sandbox.region.jobs.task.SqlFileTasks;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.region.metastore.information.InformationSchema;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import io.twinlake.sandbox.region.metastore.objects.Identity;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Shelves;
import io.twinlake.sandbox.region.permission.Permissions;
import io.twinlake.sandbox.region.setting.Settings;
import io.twinlake.sandbox.region.sharing.Mounting;
import io.twinlake.sandbox.region.sharing.PeerShares;
import io.twinlake.sandbox.region.sharing.ProviderEndpoints;
import io.twinlake.sandbox.region.sharing.Providers;
import io.twinlake.sandbox.region.sharing.Recipients;
import io.twinlake.sandbox.region.sharing.Shares;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.StatementPrivileges;
import io.twinlake.sandbox.region.sql.StatementRouter;
import io.twinlake.sandbox.region.sql.statement.CatalogStatements;
import io.twinlake.sandbox.region.sql.statement.CommentStatements;
import io.twinlake.sandbox.region.sql.statement.DescribeStatements;
import io.twinlake.sandbox.region.sql.statement.FunctionStatements;
import io.twinlake.sandbox.region.sql.statement.GrantStatements;
import io.twinlake.sandbox.region.sql.statement.GuardStatements;
import io.twinlake.sandbox.region.sql.statement.KeyedTableStatements;
import io.twinlake.sandbox.region.sql.statement.PolicyStatements;
import io.twinlake.sandbox.region.sql.statement.SchemaStatements;
import io.twinlake.sandbox.region.sql.statement.ShareStatements;
import io.twinlake.sandbox.region.sql.statement.ShowStatements;
import io.twinlake.sandbox.region.sql.statement.TableStatements;
import io.twinlake.sandbox.region.sql.statement.TagStatements;
import io.twinlake.sandbox.region.sql.statement.ViewStatements;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** One region, put together: its metastore, its engine and its workspace's server. */
public final class Region implements AutoCloseable {

    private final Journal journal;
    private final Metastore metastore;
    private final SqlEngine engine;
    private final Shares shares;
    private final Recipients recipients;
    private final Providers providers;
    private final Mounting mounting;
    private final ProviderEndpoints providing;
    private final SqlApi sql;
    private final JobsApi jobs;
    private final WorkspaceServer server;

    private Region(
            RegionSpec spec,
            Faults faults,
            CallLog calls,
            Clock clock,
            Settings settings,
            Function<TableRegistry, SqlEngine> engines) {
        Shelves shelves = new Shelves();
        journal = Journal.open(metastoreFile(spec), shelves.all());
        Identity identity = Identity.of(spec);
        Principals principals = Principals.open(spec);
        PeerShares peerShares = new PeerShares(identity.globalMetastoreId(), spec.peers(), shelves);
        metastore = new Metastore(identity, journal, shelves, principals, peerShares, settings, clock);
        recipients = new Recipients(metastore, clock);
        providers = new Providers(metastore, spec.peers(), peerShares, clock);
        mounting = new Mounting(metastore, providers);
        engine = engines.apply(new EngineRegistry(metastore, new InformationSchema(metastore, settings, clock)));
        shares = new Shares(
                metastore, table -> engine.latestVersion(Objects.requireNonNull(table.location())), settings, clock);
        providing = new ProviderEndpoints(
                shares,
                recipients,
                Stream.concat(spec.peers().stream(), Stream.of(own(spec, null))).toList(),
                settings,
                clock);
        StatementPrivileges privileges = new StatementPrivileges(metastore);
        StatementRouter router = new StatementRouter(statements(privileges), privileges, engine);
        Permissions permissions = Permissions.open(spec.dir().resolve("permissions.json"), principals);
        sql = new SqlApi(
                metastore, permissions, router, engine, spec.warehouseId(), spec.warehouseUsers(), settings, clock);
        jobs = JobsApi.open(
                spec.dir().resolve("jobs.json"),
                new SqlFileTasks(spec.dir().resolve("workspace"), new JobStatements(router, engine, principals)),
                permissions,
                clock,
                RandomGenerator.getDefault());
        WorkspaceServer.Settings listening = new WorkspaceServer.Settings(
                spec.port(),
                spec.token(),
                tokens(spec),
                spec.latencyMs(),
                new CallLogHandler(
                        calls, spec.region(), "workspace", new FaultHandler(faults, new DatabricksDialect())));
        server = WorkspaceServer.start(
                listening, principals, clock, (routes, tokens) -> register(routes, tokens, spec, principals));
        peerShares.reach(own(spec, "http://127.0.0.1:" + server.port()));
    }

    /** The region as a peer of itself: what it gives to {@code self} it asks of itself. */
    private static Peer own(RegionSpec spec, @Nullable String workspace) {
        return new Peer(spec.region(), workspace, spec.account(), spec.globalMetastoreId(), spec.token());
    }

    /**
     * Brings a region up on its data folder; when this returns, it answers.
     *
     * @param engines makes the SQL engine over the metastore
     */
    public static Region start(
            RegionSpec spec,
            Faults faults,
            CallLog calls,
            Clock clock,
            Settings settings,
            Function<TableRegistry, SqlEngine> engines) {
        return new Region(spec, faults, calls, clock, settings, engines);
    }

    private static Path metastoreFile(RegionSpec spec) {
        return spec.dir().resolve("metastore");
    }

    private List<MetadataStatement> statements(StatementPrivileges privileges) {
        return List.of(
                new CatalogStatements(metastore, mounting),
                new SchemaStatements(metastore),
                new ViewStatements(metastore, privileges, engine),
                new FunctionStatements(metastore, engine),
                new GrantStatements(metastore),
                new CommentStatements(metastore),
                new TagStatements(metastore),
                new ShareStatements(shares, recipients),
                new TableStatements(metastore),
                new GuardStatements(metastore),
                new PolicyStatements(metastore),
                new KeyedTableStatements(metastore, engine),
                new ShowStatements(metastore),
                new DescribeStatements(metastore));
    }

    private static Map<String, String> tokens(RegionSpec spec) {
        Map<String, String> tokens = new HashMap<>(spec.tokens());
        tokens.put(spec.token(), spec.admin());
        return tokens;
    }

    private void register(Routes routes, AccessTokens tokens, RegionSpec spec, Principals principals) {
        new IdentityApi(spec, principals, tokens).register(routes);
        new UnityCatalogApi(metastore, mounting, spec.workspaceId()).register(routes);
        new SharingApi(metastore, shares, recipients, providers).register(routes);
        providing.register(routes);
        sql.register(routes);
        jobs.register(routes);
    }

    /** The workspace's port. */
    public int port() {
        return server.port();
    }

    /** The connector on which the workspace listens. */
    public ServerConnector connector() {
        return server.connector();
    }

    @Override
    public void close() {
        server.close();
        jobs.close();
        sql.close();
        engine.close();
        journal.close();
    }
}
