package io.twinlake.clients.tls;

import io.twinlake.config.access.TrustStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates of authorities that a company runs itself, trusted beside the public ones. */
public final class PrivateAuthority {
    /** One context per set of certificates: connections are shared by those that have the same one. */
    private static final Map<List<Certificate>, SSLContext> BESIDE_PUBLIC = new ConcurrentHashMap<>();

    private PrivateAuthority() {}

    /** The TLS of this Java as it is: the public authorities. */
    public static SSLContext none() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("this Java has no TLS", unusable);
        }
    }

    /**
     * The public authorities and those in a file.
     *
     * @throws IllegalArgumentException where the file cannot be read
     */
    public static SSLContext of(TrustStore own) {
        return BESIDE_PUBLIC.computeIfAbsent(List.copyOf(own.certificates()), PrivateAuthority::trusting);
    }

    private static SSLContext trusting(List<Certificate> own) {
        try {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            List<Certificate> trusted = new ArrayList<>(own);
            trusted.addAll(publicAuthorities());
            for (Certificate each : trusted) {
                all.setCertificateEntry("authority-" + all.size(), each);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException("this Java takes no certificates of its user's", unusable);
        }
    }

    private static List<X509Certificate> publicAuthorities() throws GeneralSecurityException {
        for (TrustManager each : managers(null).getTrustManagers()) {
            if (each instanceof X509TrustManager x509) {
                return List.of(x509.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
