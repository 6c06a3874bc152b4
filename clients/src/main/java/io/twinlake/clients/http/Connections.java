package io.twinlake.clients.http;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.twinlake.clients.CallLimits;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients of this process, one for all who connect alike: each has a thread and connections of its own, which nobody can close,
 * so none is made per workspace, account or call.
 */
public final class Connections {
    private static final Map<Alike, HttpClient> PLAIN = new ConcurrentHashMap<>();
    private static final Map<AlikeForAzure, com.azure.core.http.HttpClient> AZURE = new ConcurrentHashMap<>();

    private Connections() {}

    /** What makes two clients the same: TLS contexts are compared by identity, and there is one per set of authorities. */
    private record Alike(@Nullable Duration connect, SSLContext tls) {}

    private record AlikeForAzure(Duration connect, Duration answer, SSLContext tls) {}

    /**
     * A client as the JDK has it: HTTP/1.1, as many connections as there are callers, and no redirects, for one would carry our token to
     * wherever it leads.
     *
     * @param connect how long a connection may take to come about; null where the caller limits the whole
     */
    public static HttpClient plain(@Nullable Duration connect, SSLContext tls) {
        return PLAIN.computeIfAbsent(new Alike(connect, tls), Connections::open);
    }

    /** A client for the Azure SDK, without retries. */
    public static com.azure.core.http.HttpClient azure(CallLimits limits, SSLContext tls) {
        return AZURE.computeIfAbsent(new AlikeForAzure(limits.connect(), limits.answer(), tls), Connections::open);
    }

    private static HttpClient open(Alike alike) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(alike.tls());
        if (alike.connect() != null) {
            builder.connectTimeout(alike.connect());
        }
        return builder.build();
    }

    private static com.azure.core.http.HttpClient open(AlikeForAzure alike) {
        return new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(alike.tls()))
                .connectionTimeout(alike.connect())
                .responseTimeout(alike.answer())
                .readTimeout(alike.answer())
                .build();
    }
}
