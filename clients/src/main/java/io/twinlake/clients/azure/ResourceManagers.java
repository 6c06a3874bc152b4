package io.twinlake.clients.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resources.ResourceManager;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.call.ArmPipeline;
import io.twinlake.clients.credentials.KnownSecrets;
import io.twinlake.clients.tls.PrivateAuthority;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.TrustStore;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Opens Azure Resource Manager. Opening contacts nothing: the first call does. */
public final class ResourceManagers {
    /** The manager asks for one; each resource's id names its own. */
    private static final String NO_SUBSCRIPTION = "";

    private ResourceManagers() {}

    public static ArmResources open(AzureAccess access, CallLimits limits) {
        return open(access, limits, Time.SYSTEM);
    }

    static ArmResources open(AzureAccess access, CallLimits limits, Time time) {
        String address = access.resourceManager().toString().replaceAll("/+$", "");
        AzureProfile profile = new AzureProfile(null, NO_SUBSCRIPTION, environment(address, access.authority()));
        HttpPipeline pipeline = ArmPipeline.of(access, address, tls(access), limits, time);
        return new SdkArmResources(
                pipeline,
                () -> ResourceManager.authenticate(pipeline, profile).withSubscription(NO_SUBSCRIPTION),
                address,
                new Change(limits.perCall(), time),
                KnownSecrets.redaction(access.credentials()));
    }

    private static AzureEnvironment environment(String address, URI authority) {
        return new AzureEnvironment(Map.of(
                AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(),
                address + "/",
                AzureEnvironment.Endpoint.MANAGEMENT.identifier(),
                address,
                AzureEnvironment.Endpoint.ACTIVE_DIRECTORY.identifier(),
                authority.toString()));
    }

    /** The TLS that everything of this access uses: the public authorities, and the private one if it names one. */
    public static SSLContext tls(AzureAccess access) {
        TrustStore own = access.trustStore();
        return own == null ? PrivateAuthority.none() : PrivateAuthority.of(own);
    }
}
