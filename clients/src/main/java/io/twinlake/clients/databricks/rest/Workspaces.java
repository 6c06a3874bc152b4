package io.twinlake.clients.databricks.rest;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.UserAgent;
import com.databricks.sdk.core.retry.NoRetryStrategyPicker;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.Product;
import io.twinlake.clients.credentials.KnownSecrets;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.rest.signin.SignIns;
import io.twinlake.clients.databricks.rest.transport.SdkLog;
import io.twinlake.clients.databricks.rest.transport.Transport;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.config.Region;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.util.Random;

/** Opens workspaces. Opening contacts nothing: the first call does. */
public final class Workspaces {
    static {
        SdkLog.install();
        UserAgent.withProduct(Product.NAME, Product.version());
    }

    private Workspaces() {}

    /** A workspace with the usual limits, for a region that is meant to be alive. */
    public static Workspace open(Region region) {
        return open(region, CallLimits.standard());
    }

    public static Workspace open(Region region, CallLimits limits) {
        return open(region, limits, Time.SYSTEM);
    }

    static Workspace open(Region region, CallLimits limits, Time time) {
        Deadline inAll = time.deadline(limits.inAll());
        Transport transport = new Transport(limits, inAll, time.clock());
        String host = region.workspace().toString().replaceAll("/+$", "");
        // Built by hand and not from a DatabricksConfig, whose constructor connects, reads the environment and brings
        // retries of its own.
        ApiClient api = new ApiClient.Builder()
                .withHttpClient(transport)
                .withGetHostFunc(unused -> host)
                .withRetryStrategyPicker(new NoRetryStrategyPicker())
                .build();
        RetryPolicy policy = new RetryPolicy(limits.perCall(), inAll, time, new Random());
        SignIns signIns = new SignIns(host, transport, limits);
        WorkspaceCalls calls = new WorkspaceCalls(
                region,
                api,
                transport,
                signIns.with(region.credentials()),
                policy,
                limits.answer(),
                KnownSecrets.redaction(region.credentials()));
        return new RestWorkspace(
                region.name(),
                new RestUnityCatalog(calls),
                new RestSharing(calls),
                new RestStatements(calls, region.warehouse(), time),
                new RestWarehouse(calls, region.warehouse(), time),
                new RestJobs(calls, time),
                calls);
    }
}
