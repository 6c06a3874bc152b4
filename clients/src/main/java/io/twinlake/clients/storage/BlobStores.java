package io.twinlake.clients.storage;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.util.HttpClientOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.Product;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.credentials.EntraTokens;
import io.twinlake.clients.credentials.KnownSecrets;
import io.twinlake.clients.http.Connections;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.clients.tls.PrivateAuthority;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import reactor.core.publisher.Mono;

/** Opens containers of storage accounts. Opening contacts nothing: the first call does. */
public final class BlobStores {
    private BlobStores() {}

    /**
     * Opens a container, whether or not it exists.
     *
     * @param account the account's blob endpoint
     * @param workspace who we are at the region's workspace, for {@link StorageCredentials.SameAsWorkspace}
     * @throws IllegalArgumentException where these credentials cannot sign in to storage
     */
    public static BlobStore open(
            URI account, StorageCredentials credentials, Credentials workspace, String container, CallLimits limits) {
        return open(account, credentials, workspace, container, limits, Time.SYSTEM);
    }

    static BlobStore open(
            URI account,
            StorageCredentials credentials,
            Credentials workspace,
            String container,
            CallLimits limits,
            Time time) {
        Deadline inAll = time.deadline(limits.inAll());
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint(account.toString().replaceAll("/+$", ""))
                .containerName(container)
                .httpClient(Connections.azure(limits, PrivateAuthority.none()))
                .clientOptions(new HttpClientOptions().setApplicationId(applicationId()))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED, 1, limits.answer(), Duration.ofMillis(1), Duration.ofMillis(1), null));
        Redaction redaction = signIn(builder, credentials, workspace, limits);
        BlobContainerClient client = builder.buildClient();
        RetryPolicy policy = new RetryPolicy(limits.perCall(), inAll, time, new Random());
        BlobCalls calls =
                new BlobCalls(client.getBlobContainerUrl(), policy, inAll, limits.answer(), redaction, time.clock());
        return new AzureBlobStore(client, calls);
    }

    private static Redaction signIn(
            BlobContainerClientBuilder builder,
            StorageCredentials credentials,
            Credentials workspace,
            CallLimits limits) {
        if (credentials instanceof StorageCredentials.AccountKey key) {
            builder.credential(
                    new StorageSharedKeyCredential(key.account(), key.key().value()));
            return Redaction.of(List.of(key.key().value()));
        }
        builder.credential(new EntraCredential(EntraTokens.of(workspace, EntraTokens.STORAGE, limits)));
        return KnownSecrets.redaction(workspace);
    }

    /** Azure takes at most 24 characters. */
    private static String applicationId() {
        String id = Product.NAME + "/" + Product.version();
        return id.length() > 24 ? id.substring(0, 24) : id;
    }

    /** Our tokens, as the SDK asks for them. */
    private record EntraCredential(EntraTokens tokens) implements TokenCredential {
        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromSupplier(() -> getTokenSync(request));
        }

        @Override
        public AccessToken getTokenSync(TokenRequestContext request) {
            // The SDK would keep the token for as long as it is said to last; ours are kept by EntraTokens.
            return new AccessToken(
                    tokens.token(), OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1));
        }
    }
}
