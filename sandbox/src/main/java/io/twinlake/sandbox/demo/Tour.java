package io.twinlake.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.lifecycle.Delays;
import io.twinlake.sandbox.lifecycle.DemoSize;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.lifecycle.Startup;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import io.twinlake.sandbox.lifecycle.UpDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The tour of the main job: two regions come up, the secondary is made equal and proven so, the source moves on and the
 * secondary follows, a row is changed behind Twinlake's back and found.
 */
public final class Tour {

    private static final Delays DELAYS = new Delays(0, 500, 500);

    private final Path home;
    private final Path folder;
    private final DemoSize size;
    private final boolean keep;
    private final Consumer<String> progress;
    private final Timeline timeline;

    private @Nullable Layout layout;
    private @Nullable Product product;
    private Copied full = new Copied(0, 0);
    private Copied incremental = new Copied(0, 0);
    private @Nullable JsonNode verified;
    private @Nullable String changedId;
    private @Nullable String found;
    private long regionPeakBytes;

    private record Copied(long files, long bytes) {}

    /**
     * @param home the project's folder
     * @param folder a new folder for the sandbox and the report
     * @param keep whether the sandbox stays up
     */
    public Tour(Path home, Path folder, DemoSize size, boolean keep, Consumer<String> progress) {
        this.home = home;
        this.folder = folder;
        this.size = size;
        this.keep = keep;
        this.progress = progress;
        this.timeline = new Timeline(progress);
    }

    /** Goes through all of it; the sandbox is down afterwards, unless it is to be kept. */
    public DemoDocument run() {
        timeline.step("sandbox up", this::up);
        timeline.step("first sync", () -> full = sync());
        timeline.step("parity", this::proveEqual);
        timeline.step("merge 1 % at the source", this::moveSourceOn);
        timeline.step("incremental sync", this::followSource);
        timeline.step("parity again", this::proveEqual);
        timeline.step("change a row of the replica by hand", this::changeReplica);
        timeline.step("find the changed row", this::findChange);
        measureRegions();
        if (keep) {
            timeline.step("keep the sandbox", () -> startup().detach());
        } else {
            timeline.always("sandbox down", this::down);
        }
        DemoDocument document = document();
        ReportPage.write(document, verified, folder.resolve("report.html"));
        return document;
    }

    private Path sandbox() {
        return folder.resolve("sandbox");
    }

    private Startup startup() {
        return new Startup(sandbox(), home, progress);
    }

    private void up() {
        layout = startup().up(size, DELAYS, DemoData::seed);
        product = new Product(home, Path.of(UpDocument.of(layout, sandbox()).config()), folder);
    }

    private Copied sync() {
        Product.Answer answer = twinlake().run("sync");
        check(answer.exit() == 0, "sync ended with exit code " + answer.exit() + failures(answer.document()));
        JsonNode clones = answer.document().path("clones");
        return new Copied(sum(clones, "files"), sum(clones, "bytes"));
    }

    private void followSource() {
        incremental = sync();
        check(incremental.bytes() > 0, "the incremental sync copied nothing");
        check(incremental.bytes() < full.bytes(), "the incremental sync copied as much as the first");
    }

    private void proveEqual() {
        Product.Answer answer = twinlake().run("verify", "--tier", "checksums");
        JsonNode counts = answer.document();
        verified = counts;
        check(answer.exit() == 0, "verify ended with exit code " + answer.exit() + ": " + different(counts));
        check(counts.path("inScope").asInt() > 0, "verify compared nothing");
        check(
                counts.path("inSync").asInt() == counts.path("inScope").asInt(),
                "only " + counts.path("inSync") + " of " + counts.path("inScope") + " objects are in sync");
    }

    private void moveSourceOn() {
        new Warehouse(layout().primary()).run(ApiTable.mergeOnePercent(size.rows()));
    }

    private void changeReplica() {
        Warehouse replica = new Warehouse(layout().regions().get(1));
        changedId = replica.run("SELECT min(id) AS id FROM " + ApiTable.NAME)
                .get(0)
                .path("id")
                .asText();
        replica.run("UPDATE " + ApiTable.NAME + " SET cen_id = 'BY-HAND' WHERE id = '" + changedId + "'");
    }

    private void findChange() {
        Product.Answer answer = twinlake().run("verify", "--tier", "checksums");
        check(answer.exit() == 2, "verify should have found a difference, and ended with exit code " + answer.exit());
        check(
                different(answer.document()).equals(List.of(ApiTable.NAME)),
                "verify should have named " + ApiTable.NAME + " alone, and named " + different(answer.document()));
        String reason = reason(answer.document());
        check(reason.contains("id = " + changedId), "verify should have named the row " + changedId + ": " + reason);
        found = ApiTable.NAME + ", id = " + changedId;
        progress.accept("found: " + found);
    }

    private void measureRegions() {
        if (layout == null) {
            return;
        }
        TwoRegions processes = new TwoRegions(sandbox());
        regionPeakBytes = layout.regions().stream()
                .flatMap(region -> processes.process(region).stream())
                .mapToLong(process -> Resident.peakBytes(process.pid()))
                .max()
                .orElse(0);
    }

    /** The data goes with the processes; when something failed it stays, to be looked at. */
    private void down() {
        new TwoRegions(sandbox()).down();
        if (timeline.holds()) {
            Folders.delete(sandbox());
        }
    }

    private DemoDocument document() {
        return new DemoDocument(
                1,
                timeline.holds() ? "ok" : "failed",
                timeline.steps(),
                counts(verified),
                new DemoDocument.Copied(full.files(), full.bytes(), incremental.files(), incremental.bytes()),
                new DemoDocument.Figures(
                        timeline.seconds(), regionPeakBytes, product == null ? 0 : product.peakBytes()),
                found,
                folder.resolve("report.html").toString(),
                keep && timeline.holds() ? sandbox().toString() : null);
    }

    private static @Nullable JsonNode counts(@Nullable JsonNode verified) {
        if (verified == null) {
            return null;
        }
        ObjectNode counts = verified.deepCopy();
        return counts.without(List.of("schemaVersion", "run", "tier", "at", "objects"));
    }

    private Layout layout() {
        return Objects.requireNonNull(layout);
    }

    private Product twinlake() {
        return Objects.requireNonNull(product);
    }

    private static List<String> different(JsonNode verify) {
        List<String> names = new ArrayList<>();
        verify.path("objects").forEach(object -> {
            String state = object.path("state").asText();
            if (!state.equals("inSync") && !state.equals("excluded")) {
                names.add(object.path("object").asText());
            }
        });
        return names;
    }

    private static String reason(JsonNode verify) {
        for (JsonNode object : verify.path("objects")) {
            if (object.path("object").asText().equals(ApiTable.NAME)) {
                return object.path("reason").asText("");
            }
        }
        return "";
    }

    private static String failures(JsonNode sync) {
        StringBuilder text = new StringBuilder(sync.at("/error/message").asText(""));
        sync.path("failed")
                .forEach(each -> text.append("; ")
                        .append(each.path("object").asText())
                        .append(": ")
                        .append(each.path("message").asText()));
        return text.isEmpty() ? "" : ": " + text;
    }

    private static long sum(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.path(field).asLong())
                .sum();
    }

    private static void check(boolean held, String otherwise) {
        if (!held) {
            throw new SandboxFailure(otherwise);
        }
    }
}
