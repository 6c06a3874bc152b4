package io.twinlake.sandbox.lifecycle;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.process.Child;
import io.twinlake.sandbox.process.Lifeline;
import io.twinlake.sandbox.process.Ports;
import io.twinlake.sandbox.storage.Azurite;
import io.twinlake.sandbox.storage.AzuriteInstallation;
import io.twinlake.sandbox.storage.StorageAccount;
import io.twinlake.sandbox.storage.StorageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings up whatever of a sandbox does not run; repeatable. When it fails, nothing that it started is left. */
public final class Startup {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path sandbox;
    private final Path module;
    private final TwoRegions processes;
    private final Consumer<String> progress;

    /**
     * @param sandbox its folder, absolute
     * @param home the project's folder
     * @param progress told in a few words what is being done
     */
    public Startup(Path sandbox, Path home, Consumer<String> progress) {
        this.sandbox = sandbox;
        this.module = home.resolve("sandbox");
        this.processes = new TwoRegions(sandbox);
        this.progress = progress;
    }

    /** Starts a new sandbox, or what is dead of the one in the folder, whose layout then stays as it is. */
    public Layout up(DemoSize demo, Delays delays, Seeding seeding) {
        try {
            Layout layout = start(demo, delays);
            seed(layout, seeding);
            TwinlakeYaml.ensure(layout, sandbox);
            return layout;
        } catch (RuntimeException e) {
            processes.down();
            throw e;
        }
    }

    /** Lets the sandbox outlive this process. */
    public void detach() {
        try {
            Files.writeString(sandbox.resolve(Lifeline.DETACHED), "");
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox in " + sandbox + " cannot be detached", e);
        }
    }

    private Layout start(DemoSize demo, Delays delays) {
        Optional<Layout> known = Layout.read(sandbox);
        if (known.isPresent()) {
            start(known.get());
            return known.get();
        }
        // The claim lasts until the servers listen.
        try (Ports ports = Ports.claim(new SecureRandom())) {
            Layout drawn = Layout.draw(ports, demo, delays);
            drawn.write(sandbox);
            start(drawn);
            return drawn;
        }
    }

    private void start(Layout layout) {
        progress.accept("starting storage, two regions and their edge");
        makeScratch();
        layout.regions().forEach(region -> startRegion(region, layout));
        startEdge(layout);
        startStorage(layout);
        layout.regions().forEach(region -> containers(region.account(), Layout.LAKE));
        containers(layout.witness(), Layout.WITNESS_CONTAINER);
        new Readiness(processes.edge(), PATIENCE).await(new EdgeFiles(sandbox)::isReady);
        layout.regions().forEach(region -> awaitRegion(region, layout));
    }

    private void makeScratch() {
        try {
            Files.createDirectories(JvmCommand.scratch(sandbox));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox in " + sandbox + " cannot be given a scratch folder", e);
        }
    }

    private void startEdge(Layout layout) {
        Child child = processes.edge();
        if (child.running().isEmpty()) {
            EdgeFiles files = new EdgeFiles(sandbox);
            files.prepare(layout);
            child.ensureRunning(JvmCommand.edge(sandbox, files.spec()), Map.of());
        }
    }

    private void awaitRegion(RegionLayout region, Layout layout) {
        Readiness process = new Readiness(processes.region(region), PATIENCE);
        process.await(new RegionFiles(sandbox, region)::isReady);
        process.await(new FunctionHost(region, layout.edge().platformKey())::isRunning);
    }

    private void startRegion(RegionLayout region, Layout layout) {
        Child child = processes.region(region);
        if (child.running().isEmpty()) {
            RegionFiles files = new RegionFiles(sandbox, region);
            files.prepare(region, layout);
            child.ensureRunning(JvmCommand.region(sandbox, files.spec()), Map.of());
        }
    }

    private void startStorage(Layout layout) {
        AzuriteInstallation azurite = new AzuriteInstallation(module).ensure();
        processes
                .azurite()
                .ensureRunning(
                        Azurite.command(azurite, sandbox.resolve("azurite"), layout.azurite()),
                        Azurite.environment(sandbox, layout.accounts()));
        Path spec = sandbox.resolve("storage.json");
        new StorageSpec(layout.azurite(), layout.storageControl(), CallLog.file(sandbox), layout.accounts())
                .write(spec);
        processes.storage().ensureRunning(JvmCommand.storage(sandbox, spec), Map.of());
        new Readiness(processes.azurite(), PATIENCE).awaitPort(layout.azurite());
        new Readiness(processes.storage(), PATIENCE).awaitPort(layout.storageControl());
    }

    private static void containers(StorageAccount account, String container) {
        new BlobServiceClientBuilder()
                .endpoint(account.endpoint())
                .credential(new StorageSharedKeyCredential(account.name(), account.key()))
                .buildClient()
                .createBlobContainerIfNotExists(container);
    }

    private void seed(Layout layout, Seeding seeding) {
        Path seeded = sandbox.resolve("seeded");
        if (Files.exists(seeded)) {
            return;
        }
        seeding.seed(layout, sandbox, progress);
        try {
            Files.writeString(seeded, "");
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox in " + sandbox + " cannot be marked as seeded", e);
        }
    }

    /** Gives the regions their jobs and the primary its data, as the layout says; may be repeated. */
    @FunctionalInterface
    public interface Seeding {
        void seed(Layout layout, Path sandbox, Consumer<String> progress);
    }
}
