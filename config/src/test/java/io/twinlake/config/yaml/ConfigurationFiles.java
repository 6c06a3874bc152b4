package io.twinlake.config.yaml;

import io.twinlake.config.TwinlakeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Texts of configuration files, and files made of them. */
public final class ConfigurationFiles {
    /** Valid, with the required keys only. */
    public static final String SMALLEST = """
            regions:
              westeurope:
                workspace: https://adb-1.1.azuredatabricks.net
                warehouse: a1
              northeurope:
                workspace: https://adb-2.2.azuredatabricks.net
                warehouse: b2
            groups:
              gold:
                home: westeurope
                secondary: northeurope
                catalogs: [gold]
            """;

    /** Valid, with every key at another value than its default. */
    public static final String FULL = """
            ledger: {url: "jdbc:postgresql://db/twinlake", user: ann, password: "${LEDGER_PASSWORD:fallback}", exportKey: "one of 32 bytes or more, as asked"}
            serve: {address: 0.0.0.0, port: 0}
            regions:
              westeurope:
                workspace: https://adb-1.1.azuredatabricks.net
                warehouse: a1
                storage: http://127.0.0.1:10000/west
                credentials: {type: oauth-m2m, clientId: app, clientSecret: "${WEST_SECRET}"}
                storageCredentials: {type: account-key, account: west, key: "${KEY}"}
              northeurope:
                workspace: https://adb-2.2.azuredatabricks.net
                warehouse: b2
                credentials: {type: azure-service-principal, tenantId: t, clientId: c, clientSecret: s}
            groups:
              gold:
                home: westeurope
                secondary: northeurope
                catalogs:
                  - {name: gold, include: ["*"], exclude: ["*.tmp_*"]}
                  - ref
                apiTables: [gold.api.customer_summary]
                mappings:
                  locations:
                    - westeurope: abfss://lake@a.dfs.core.windows.net/
                      northeurope: abfss://lake@b.dfs.core.windows.net/
                  principals: [{westeurope: x, northeurope: y}]
                objectives: {rpo: 1h, rto: 30s, lookupP95: 250ms, availability: 99, outage: 14d}
                schedule: {cron: "0 */15 * * * ?", zone: Europe/Amsterdam}
                sync: {concurrency: 8, onDrift: healMetadata, onDelete: keepMarked 30, maxPrune: 3, shareWithin: 30s}
                endpoints:
                  lookup:
                    functions:
                      westeurope: {id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/w, url: https://w.example}
                      northeurope: {id: /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/n, url: https://n.example, headers: {x-functions-key: of-a-function}}
                  gateway:
                    backend: /subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/a/backends/b
                    url: https://api.example
                    probe: /customers/1
                    headers: {Ocp-Apim-Subscription-Key: of-a-client}
                    proof: {answers: 7, over: 3s}
                    home: uksouth
                fence: {jobs: [daily-load, api-refresh]}
            lease: {timeToLive: 2s, renewEvery: 500ms}
            witness:
              storage: http://127.0.0.1:10000/witness
              container: truth
              storageCredentials: {type: account-key, account: witness, key: truth}
            azure:
              resourceManager: https://127.0.0.1:8443
              authority: http://127.0.0.1:8444
              trustStore: edge.p12
              trustStorePassword: store
              credentials: {type: azure-service-principal, tenantId: t, clientId: c, clientSecret: s}
            """;

    private ConfigurationFiles() {}

    /** The example that comes with the program. */
    public static String example() {
        try (InputStream example = TwinlakeConfig.class.getResourceAsStream("example.yml")) {
            return new String(example.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code twinlake.yml} into a folder, and beside it the trust store that {@link #FULL} names. */
    public static Path write(Path folder, String text) {
        try {
            trustStore(folder.resolve("edge.p12"));
            return Files.writeString(folder.resolve("twinlake.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PKCS12 store with one of the certificates that Java itself trusts. */
    private static void trustStore(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            known.init((KeyStore) null);
            X509TrustManager trust = (X509TrustManager) known.getTrustManagers()[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", trust.getAcceptedIssuers()[0]);
            store.store(out, "store".toCharArray());
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }
}
