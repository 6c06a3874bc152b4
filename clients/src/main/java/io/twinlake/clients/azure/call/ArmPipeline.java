package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.UserAgentPolicy;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.Product;
import io.twinlake.clients.credentials.EntraTokens;
import io.twinlake.clients.http.Connections;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.util.Random;
import javax.net.ssl.SSLContext;

/** The way of a call to Azure Resource Manager, in which every failure is a {@link io.twinlake.clients.retry.FailedTry}. */
public final class ArmPipeline {
    private ArmPipeline() {}

    /**
     * No policies but ours: no other retries, redirects or logs. The last one is the next to the wire.
     *
     * @param address of the resource manager, without a slash at its end
     */
    public static HttpPipeline of(AzureAccess access, String address, SSLContext tls, CallLimits limits, Time time) {
        Deadline inAll = time.deadline(limits.inAll());
        EntraTokens tokens =
                EntraTokens.of(access.credentials(), address + "/.default", access.authority(), tls, limits);
        return new HttpPipelineBuilder()
                .httpClient(Connections.azure(limits, tls))
                .policies(
                        new UserAgentPolicy(Product.NAME + "/" + Product.version()),
                        new ConditionOfWrites(),
                        new RepeatSafely(new RetryPolicy(limits.perCall(), inAll, time, new Random())),
                        new StayAtHome(URI.create(address)),
                        new SignIn(tokens),
                        new ArmFailures(time.clock()),
                        new AnswerInTime(inAll, limits.answer()))
                .build();
    }
}
