package io.twinlake.clients.tls;

import io.twinlake.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates of authorities that a company runs itself, trusted beside the public ones. */
public final class PrivateAuthority {
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
     * @param file certificates as PEM, or a PKCS#12 store of trusted ones
     * @param password of the store; null for none
     * @throws IllegalArgumentException where the file cannot be read as either
     */
    public static SSLContext of(Path file, @Nullable Secret password) {
        try {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(null, null);
            List<Certificate> trusted = new ArrayList<>(read(file, password));
            if (trusted.isEmpty()) {
                throw new IllegalArgumentException("the trust store " + file + " holds no certificate");
            }
            trusted.addAll(publicAuthorities());
            for (Certificate each : trusted) {
                all.setCertificateEntry("authority-" + all.size(), each);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "the trust store " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Certificate> read(Path file, @Nullable Secret password)
            throws IOException, GeneralSecurityException {
        if (isPem(file)) {
            try (InputStream pem = Files.newInputStream(file)) {
                return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            }
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, password == null ? null : password.value().toCharArray());
        }
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            found.add(store.getCertificate(alias));
        }
        return found;
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(5), StandardCharsets.US_ASCII).equals("-----");
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
