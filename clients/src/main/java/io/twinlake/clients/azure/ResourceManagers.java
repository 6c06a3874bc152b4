package io.twinlake.clients.azure;

import com.azure.core.http.HttpPipelineBuilder;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.credentials.EntraTokens;
import io.twinlake.clients.credentials.KnownSecrets;
import io.twinlake.clients.http.Connections;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.clients.tls.PrivateAuthority;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.TrustStore;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.util.Random;
import javax.net.ssl.SSLContext;

/** Opens Azure Resource Manager. Opening contacts nothing: the first call does. */
public final class ResourceManagers {
    private ResourceManagers() {}

    public static ArmResources open(AzureAccess access, CallLimits limits) {
        return open(access, limits, Time.SYSTEM);
    }

    static ArmResources open(AzureAccess access, CallLimits limits, Time time) {
        Deadline inAll = time.deadline(limits.inAll());
        SSLContext tls = tls(access);
        String address = access.resourceManager().toString().replaceAll("/+$", "");
        EntraTokens tokens =
                EntraTokens.of(access.credentials(), address + "/.default", access.authority(), tls, limits);
        // No policies: no retries, redirects or logs but ours.
        var pipeline = new HttpPipelineBuilder()
                .httpClient(Connections.azure(limits, tls))
                .build();
        RetryPolicy policy = new RetryPolicy(limits.perCall(), inAll, time, new Random());
        ArmCalls calls = new ArmCalls(
                URI.create(address),
                pipeline,
                tokens,
                policy,
                inAll,
                limits.answer(),
                KnownSecrets.redaction(access.credentials()),
                time.clock());
        return new RestArmResources(calls, new LongRunning(calls, limits.perCall(), time));
    }

    /** The TLS that everything of this access uses: the public authorities, and the private one if it names one. */
    public static SSLContext tls(AzureAccess access) {
        TrustStore own = access.trustStore();
        return own == null ? PrivateAuthority.none() : PrivateAuthority.of(own);
    }
}
