package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.catalog.CreateSchema;
import com.databricks.sdk.service.catalog.SchemaInfo;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.process.Ports;
import io.twinlake.sandbox.region.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcknowledgedChangesTest {

    /** A region with an {@link EngineTwin} as a process that can be killed. */
    static final class TwinProcess {

        private TwinProcess() {}

        public static void main(String[] arguments) throws Exception {
            RegionSpec spec = RegionSpec.read(Path.of(arguments[0]));
            Clock clock = Clock.systemUTC();
            Faults faults = new Faults(clock, new Random(1));
            Region.start(spec, faults, CallLog.open(CallLog.file(spec.dir())), clock, new Settings(), EngineTwin::new);
            Files.writeString(spec.dir().resolve(RegionProcess.READY), "ready");
            Thread.currentThread().join();
        }
    }

    private final Ports ports = Ports.claim(new Random());

    @AfterEach
    void giveUpPorts() {
        ports.close();
    }

    @Test
    void survivesBeingKilledInTheMiddleOfWriting(@TempDir Path dir) throws Exception {
        RegionSpec spec = RegionFixture.spec("westeurope", dir, ports.next(), List.of());
        spec.write(dir.resolve("spec.json"));
        int acknowledged = 0;
        for (int life = 0; life < 3; life++) {
            Process process = start(dir);
            try {
                WorkspaceClient client = client(spec);
                if (life == 0) {
                    run(client, spec, "CREATE CATALOG gold");
                }
                assertThat(schemas(client)).as("after %s kills", life).hasSize(acknowledged + 2);
                for (int i = 0; i < 25; i++) {
                    client.schemas()
                            .create(new CreateSchema().setCatalogName("gold").setName("s" + acknowledged));
                    acknowledged++;
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        Process process = start(dir);
        try {
            assertThat(schemas(client(spec))).hasSize(acknowledged + 2);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path dir) throws Exception {
        Path ready = dir.resolve(RegionProcess.READY);
        Files.deleteIfExists(ready);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TwinProcess.class.getName(),
                        dir.resolve("spec.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log.txt").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(ready) || !process.isAlive());
        assertThat(process.isAlive())
                .as(Files.readString(dir.resolve("log.txt")))
                .isTrue();
        return process;
    }

    private static WorkspaceClient client(RegionSpec spec) {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost("http://127.0.0.1:" + spec.port())
                .setAuthType("pat")
                .setToken(spec.token()));
    }

    private static void run(WorkspaceClient client, RegionSpec spec, String statement) {
        client.statementExecution()
                .executeStatement(
                        new ExecuteStatementRequest().setStatement(statement).setWarehouseId(spec.warehouseId()));
    }

    private static List<SchemaInfo> schemas(WorkspaceClient client) {
        return StreamSupport.stream(client.schemas().list("gold").spliterator(), false)
                .toList();
    }
}
