package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.edge.LoopbackCertificate;
import io.twinlake.sandbox.region.jobs.DemoJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/** The twinlake.yml by which the product reaches a sandbox: both regions, and one group that protects the catalog {@code gold}. */
final class TwinlakeYaml {

    /** The name of the one group. */
    static final String GROUP = "gold";

    /** The id of the demo's first customer: there at every size. */
    private static final String FIRST_CUSTOMER = "c-007d3d96546c-0";

    private TwinlakeYaml() {}

    static Path file(Path sandbox) {
        return sandbox.resolve("twinlake.yml");
    }

    /** Writes it, unless it is there: a user may have changed it. */
    static void ensure(Layout layout, Path sandbox) {
        Path file = file(sandbox);
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.writeString(file, text(layout));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Keys, secrets and ids stand in quotes: YAML would read one of digits alone as a number. */
    private static String text(Layout layout) {
        RegionLayout home = layout.primary();
        RegionLayout other = layout.regions().get(1);
        return """
                # Written by 'twinlake sandbox up'. The secrets in it open this sandbox alone.
                ledger:
                  url: jdbc:h2:file:./ledger/twinlake
                  exportKey: "%s"
                azure:
                  resourceManager: %s
                  authority: %s
                  trustStore: ./edge/edge-trust.p12
                  trustStorePassword: "%s"
                  credentials:
                    type: azure-service-principal
                    tenantId: "%s"
                    clientId: "%s"
                    clientSecret: "%s"
                witness:
                  storage: %s
                  container: %s
                  storageCredentials:
                    type: account-key
                    account: "%s"
                    key: "%s"
                serve:
                  address: 127.0.0.1
                  port: %d
                regions:
                %s
                groups:
                  %s:
                    home: %s
                    secondary: %s
                    catalogs: [gold]
                    apiTables: [gold.api.customer_summary]
                    mappings:
                      locations:
                        - %s: %s
                          %s: %s
                    objectives:
                      rpo: 15m
                      rto: 5m
                      lookupP95: 10s
                      availability: 99.9
                    schedule:
                      cron: "0 */15 * * * ?"
                      zone: UTC
                    endpoints:
                      lookup:
                        functions:
                %s
                        proof: {over: %ds}
                      gateway:
                        backend: %s
                        url: %s
                        probe: /customers/%s
                        headers: {%s}
                        home: %s
                    fence:
                      jobs: [%s]
                """.formatted(
                        layout.edge().ledgerKey(),
                        layout.edge().arm(),
                        layout.edge().arm(),
                        LoopbackCertificate.PASSWORD,
                        layout.edge().tenant(),
                        layout.edge().clientId(),
                        layout.edge().clientSecret(),
                        layout.witness().endpoint(),
                        Layout.WITNESS_CONTAINER,
                        layout.witness().name(),
                        layout.witness().key(),
                        layout.serve(),
                        layout.regions().stream().map(TwinlakeYaml::region).collect(Collectors.joining("\n")),
                        GROUP,
                        home.name(),
                        other.name(),
                        home.name(),
                        lake(home),
                        other.name(),
                        lake(other),
                        layout.regions().stream()
                                .map(region -> function(region, layout.edge()))
                                .collect(Collectors.joining("\n")),
                        Delays.PROVEN_SECONDS,
                        layout.edge().backendId(),
                        layout.edge().gateway(),
                        FIRST_CUSTOMER,
                        headers(layout.edge().headers()),
                        EdgeLayout.LOCATION,
                        String.join(", ", DemoJobs.NAMES));
    }

    private static String function(RegionLayout region, EdgeLayout edge) {
        return """
                  %s:
                    id: %s
                    url: %s
                    headers: {%s}""".formatted(
                        region.name(), edge.functionId(region), region.functionUrl(), headers(edge.functionHeaders()))
                .indent(10)
                .stripTrailing();
    }

    private static String headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": \"" + header.getValue() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static String region(RegionLayout region) {
        return """
                  %s:
                    workspace: %s
                    warehouse: "%s"
                    storage: %s
                    credentials:
                      type: oauth-m2m
                      clientId: "%s"
                      clientSecret: "%s"
                    storageCredentials:
                      type: account-key
                      account: "%s"
                      key: "%s"
                """.formatted(
                        region.name(),
                        region.workspace(),
                        region.warehouse(),
                        region.account().endpoint(),
                        region.clientId(),
                        region.clientSecret(),
                        region.account().name(),
                        region.account().key())
                .indent(2)
                .stripTrailing();
    }

    private static String lake(RegionLayout region) {
        return "abfss://" + Layout.LAKE + "@" + region.account().name() + ".dfs.core.windows.net/";
    }
}
