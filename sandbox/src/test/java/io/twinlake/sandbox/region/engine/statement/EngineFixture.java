package io.twinlake.sandbox.region.engine.statement;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlParameter;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.region.lake.LakeStorage;
import io.twinlake.sandbox.region.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Spark and one Azurite for all tests of the engine, since both are slow to start; tests keep to schemas of their own. */
final class EngineFixture implements AutoCloseable {

    final MemoryRegistry registry = new MemoryRegistry("northeuropelake");
    final Settings settings = new Settings();
    final LakeStorage storage;
    final SparkEngine engine;
    private final Azurite azurite;

    private EngineFixture() {
        try {
            Path folder = Files.createTempDirectory("engine-test");
            azurite = new Azurite(
                    Files.createDirectories(folder.resolve("azurite")), List.of("westeuropelake", "northeuropelake"));
            List<LakeAccount> accounts = List.of(azurite.account("westeuropelake"), azurite.account("northeuropelake"));
            accounts.forEach(EngineFixture::createContainer);
            storage = new LakeStorage(accounts);
            engine = new SparkEngine(registry, settings, folder, accounts);
        } catch (Exception failure) {
            throw new IllegalStateException("The engine under test did not start", failure);
        }
    }

    /** Runs a statement whose short names belong to {@code main.default}. */
    ResultTable sql(String text, SqlParameter... parameters) {
        return engine.execute(
                new SqlRequest(UUID.randomUUID().toString(), text, List.of(parameters), "main", "default", "tester"));
    }

    @Override
    public void close() throws Exception {
        engine.close();
        azurite.close();
    }

    private static void createContainer(LakeAccount account) {
        new BlobServiceClientBuilder()
                .endpoint(account.endpoint().toString())
                .credential(new StorageSharedKeyCredential(account.name(), account.key()))
                .buildClient()
                .createBlobContainer("lake");
    }

    /** Hands the one fixture to a test's constructor or method. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
            return parameter.getParameter().getType() == EngineFixture.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
            return extension
                    .getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(EngineFixture.class, type -> new EngineFixture(), EngineFixture.class);
        }
    }
}
