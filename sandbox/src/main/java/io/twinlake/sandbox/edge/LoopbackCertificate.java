package io.twinlake.sandbox.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, made once per folder by the JDK's keytool, and the
 * files by which a client trusts it.
 */
public final class LoopbackCertificate {

    /** The password of both stores: they hold nothing that is worth keeping secret. */
    public static final String PASSWORD = "sandbox";

    private static final String ALIAS = "edge";

    private final Path dir;

    private LoopbackCertificate(Path dir) {
        this.dir = dir;
    }

    /** The certificate of that folder; made if there is none. */
    public static LoopbackCertificate in(Path dir) {
        LoopbackCertificate certificate = new LoopbackCertificate(dir);
        try {
            if (!Files.exists(certificate.trustStore())) {
                certificate.make();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making a certificate in " + dir, e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate in " + dir, e);
        }
        return certificate;
    }

    /** A PKCS12 store with the certificate alone, for a client's trust manager. */
    public Path trustStore() {
        return dir.resolve("edge-trust.p12");
    }

    /** The certificate as text, for clients that take PEM. */
    public Path pem() {
        return dir.resolve("edge.pem");
    }

    /** The server side of a TLS listener. */
    SslContextFactory.Server server() {
        SslContextFactory.Server server = new SslContextFactory.Server();
        server.setKeyStorePath(keyStore().toString());
        server.setKeyStorePassword(PASSWORD);
        server.setSniRequired(false);
        return server;
    }

    private Path keyStore() {
        return dir.resolve("edge.p12");
    }

    private void make() throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(dir);
        Files.deleteIfExists(keyStore());
        generate();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] encoded = keys.getCertificate(ALIAS).getEncoded();
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(pem(), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        // Written last: its presence says that the other files are whole.
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }

    private void generate() throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore().toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + output.strip());
        }
    }
}
