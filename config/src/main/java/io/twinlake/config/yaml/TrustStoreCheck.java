package io.twinlake.config.yaml;

import io.twinlake.config.access.TrustStore;
import io.twinlake.config.description.AzureKeys;
import io.twinlake.config.yaml.Reading.Settings;
import io.twinlake.config.yaml.problem.Problems;
import java.nio.file.Path;

/** Opens the trust store that the file names: one that cannot be read is found now, and not in the night in which it is needed. */
final class TrustStoreCheck {
    private TrustStoreCheck() {}

    static void check(Settings azure, Path file, Problems problems) {
        if (problems.under(azure.place().path("trustStorePassword"))) {
            return;
        }
        azure.value("trustStore").ifPresent(named -> {
            try {
                AzureKeys.trustStore(azure, file).ifPresent(TrustStore::certificates);
            } catch (IllegalArgumentException unreadable) {
                problems.add(
                        named.place(),
                        String.valueOf(unreadable.getMessage()),
                        "certificates as PEM, or a PKCS12 store that trustStorePassword opens");
            }
        });
    }
}
