package io.twinlake.sandbox.demo;

import io.twinlake.sandbox.demo.report.DemoDocument;
import io.twinlake.sandbox.demo.report.ReportPage;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.lifecycle.Delays;
import io.twinlake.sandbox.lifecycle.DemoSize;
import io.twinlake.sandbox.stage.Stage;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The tour of the main job: two regions come up, the secondary is made equal and proven so, the source moves on and the secondary
 * follows, a row changed behind Twinlake's back is found; then the API's traffic goes there and back, and away from a dead primary.
 */
public final class Tour {

    private static final Delays DELAYS = new Delays(0, 500, 500, FunctionPlan.RECREATE);

    private final Stage stage;
    private final boolean keep;
    private final Timeline timeline;
    private final Replication replication;
    private final Moves moves;

    /**
     * @param home the project's folder
     * @param folder a new folder for the sandbox and the report
     * @param keep whether the sandbox stays up
     */
    public Tour(Path home, Path folder, DemoSize size, boolean keep, Consumer<String> progress) {
        this.stage = new Stage(home, folder, size, DELAYS, progress);
        this.keep = keep;
        this.timeline = new Timeline(progress);
        this.replication = new Replication(stage);
        this.moves = new Moves(stage);
    }

    /** Goes through all of it; the sandbox is down afterwards, unless it is to be kept. */
    public DemoDocument run() {
        timeline.step("sandbox up", () -> stage.up(DemoData::seed));
        timeline.step("first sync", replication::copyAll);
        timeline.step("parity", replication::proveEqual);
        timeline.step("merge 1 % at the source", replication::moveSourceOn);
        timeline.step("incremental sync", replication::followSource);
        timeline.step("parity again", replication::proveEqual);
        timeline.step("find a row changed by hand", replication::findAChangeByHand);
        timeline.step("a client asks without pause", moves::startAsking);
        timeline.step("drill", moves::drill);
        timeline.step("planned failover", moves::failOver);
        timeline.step("write in the new primary", moves::writeThere);
        timeline.step("failback", moves::failBack);
        timeline.step("parity at home", replication::proveEqual);
        timeline.step("kill the primary", moves::killPrimary);
        timeline.step("forced failover", moves::failOverForced);
        moves.close();
        stage.measureRegions();
        if (keep) {
            timeline.step("keep the sandbox", stage::keep);
        } else {
            timeline.always("sandbox down", () -> stage.down(!timeline.holds()));
        }
        DemoDocument document = document();
        ReportPage.write(document, moves.requests(), stage.home(), replication.verified(), stage.report());
        return document;
    }

    private DemoDocument document() {
        return new DemoDocument(
                1,
                timeline.holds() ? "ok" : "failed",
                timeline.steps(),
                replication.counts(),
                replication.copied(),
                new DemoDocument.Figures(timeline.seconds(), stage.regionPeakBytes(), stage.productPeakBytes()),
                replication.found(),
                moves.drilled(),
                moves.failover(),
                moves.failback(),
                moves.forced(),
                stage.report().toString(),
                keep && timeline.holds() ? stage.sandbox().toString() : null);
    }
}
