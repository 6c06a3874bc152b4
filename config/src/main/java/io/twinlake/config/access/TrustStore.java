package io.twinlake.config.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of an authority that a company runs itself.
 *
 * @param file certificates as PEM, or a PKCS#12 store of trusted ones; absolute
 * @param password of the store; null for none
 */
public record TrustStore(Path file, @Nullable Secret password) {
    /**
     * What the file holds, at least one certificate.
     *
     * @throws IllegalArgumentException where there is no such file, or it cannot be read as either kind; the message says why
     */
    public List<Certificate> certificates() {
        try {
            List<Certificate> found = isPem() ? pem() : pkcs12();
            if (found.isEmpty()) {
                throw unreadable("it holds no certificate", null);
            }
            return found;
        } catch (NoSuchFileException absent) {
            throw unreadable("no such file", absent);
        } catch (IOException | GeneralSecurityException refused) {
            throw unreadable(refused.getMessage(), refused);
        }
    }

    private boolean isPem() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(5), StandardCharsets.US_ASCII).equals("-----");
        }
    }

    private List<Certificate> pem() throws IOException, GeneralSecurityException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
        }
    }

    private List<Certificate> pkcs12() throws IOException, GeneralSecurityException {
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

    private IllegalArgumentException unreadable(@Nullable String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("the trust store " + file + " cannot be read: " + why, cause);
    }
}
