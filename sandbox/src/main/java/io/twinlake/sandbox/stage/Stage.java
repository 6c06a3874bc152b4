package io.twinlake.sandbox.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.lifecycle.Delays;
import io.twinlake.sandbox.lifecycle.DemoSize;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.lifecycle.Startup;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import io.twinlake.sandbox.lifecycle.UpDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sandbox in a folder of its own, and the product beside it. */
public final class Stage {

    private final Path home;
    private final Path folder;
    private final DemoSize size;
    private final Delays delays;
    private final Consumer<String> progress;

    private @Nullable Layout layout;
    private @Nullable Product product;
    private long regionPeakBytes;

    /**
     * @param home the project's folder
     * @param folder where the sandbox and what is left of it go
     * @param progress told in a few words what is being done
     */
    public Stage(Path home, Path folder, DemoSize size, Delays delays, Consumer<String> progress) {
        this.home = home;
        this.folder = folder;
        this.size = size;
        this.delays = delays;
        this.progress = progress;
    }

    /** Brings the sandbox up. */
    public void up(Startup.Seeding seeding) {
        layout = startup().up(size, delays, seeding);
        product = new Product(home, Path.of(UpDocument.of(layout, sandbox()).config()), folder);
    }

    /** Lets the sandbox outlive this process. */
    public void keep() {
        startup().detach();
    }

    /** Ends the sandbox; its data goes with the processes unless it is to be looked at. */
    public void down(boolean looked) {
        new TwoRegions(sandbox()).down();
        if (!looked) {
            Folders.delete(sandbox());
        }
    }

    /** Runs the product; fails unless it ends with that exit code. */
    public JsonNode twinlake(int exit, String... command) {
        Product.Answer answer = Objects.requireNonNull(product).run(command);
        check(
                answer.exit() == exit,
                command[0] + " ended with exit code " + answer.exit() + Failed.objects(answer.document()));
        return answer.document();
    }

    /** Starts {@code twinlake serve}; returns when it listens. */
    public Serving serve() {
        return Serving.await(Objects.requireNonNull(product).start("serve"), layout().serve());
    }

    /** The ids of the first customers that the API knows. */
    public List<String> customers(int count) {
        return warehouse(primary())
                .run("SELECT id FROM gold.api.customer_summary ORDER BY customer_id LIMIT " + count)
                .stream()
                .map(row -> row.path("id").asText())
                .toList();
    }

    /** Notes the memory that the regions have held so far; a region that is gone cannot be asked any more. */
    public void measureRegions() {
        if (layout == null) {
            return;
        }
        TwoRegions processes = new TwoRegions(sandbox());
        layout.regions().stream()
                .flatMap(region -> processes.process(region).stream())
                .forEach(process -> regionPeakBytes = Math.max(regionPeakBytes, Resident.peakBytes(process.pid())));
    }

    public long regionPeakBytes() {
        return regionPeakBytes;
    }

    public long productPeakBytes() {
        return product == null ? 0 : product.peakBytes();
    }

    public void say(String sentence) {
        progress.accept(sentence);
    }

    public DemoSize size() {
        return size;
    }

    public Layout layout() {
        return Objects.requireNonNull(layout);
    }

    /** The name of the region that serves in normal times; empty before the sandbox is up. */
    public String home() {
        return layout == null ? "" : layout.primary().name();
    }

    public RegionLayout primary() {
        return layout().primary();
    }

    public RegionLayout secondary() {
        return layout().regions().get(1);
    }

    public Warehouse warehouse(RegionLayout region) {
        return new Warehouse(region);
    }

    public Path sandbox() {
        return folder.resolve("sandbox");
    }

    public Path report() {
        return folder.resolve("report.html");
    }

    /** Where reports of the product go, to outlive the sandbox. */
    public Path reports() {
        return folder.resolve("reports");
    }

    private Startup startup() {
        return new Startup(sandbox(), home, progress);
    }

    public static void check(boolean held, String otherwise) {
        if (!held) {
            throw new SandboxFailure(otherwise);
        }
    }
}
