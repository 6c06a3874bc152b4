package io.twinlake.sandbox.bench;

import io.twinlake.sandbox.demo.DemoData;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.lifecycle.Delays;
import io.twinlake.sandbox.lifecycle.DemoSize;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import io.twinlake.sandbox.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** How long it takes to compare the rows of many small tables, and what each table costs a region. */
public final class VerifyBench {

    private static final Delays DELAYS = new Delays(0, 500, 500, FunctionPlan.RECREATE);
    private static final DemoSize SMALL = new DemoSize(2000, 0.001, false);

    /** Tables of different shapes: Spark makes code for a shape once. */
    private static final int SHAPES = 7;

    /** 400 tables in three minutes. */
    private static final double GOAL_PER_TABLE = 180.0 / 400;

    private final Stage stage;
    private final int tables;
    private final int runs;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> processorSeconds = new ArrayList<>();

    /**
     * @param home the project's folder
     * @param folder a new folder for the sandbox
     * @param tables how many there are to compare
     * @param runs how often each figure is measured; the regions have compared nothing before the first
     */
    public VerifyBench(Path home, Path folder, int tables, int runs, Consumer<String> progress) {
        this.stage = new Stage(home, folder, SMALL, DELAYS, progress);
        this.tables = tables;
        this.runs = runs;
    }

    /** Measures everything; the sandbox is down afterwards. */
    public BenchDocument run() {
        try {
            stage.up(DemoData::seed);
            stage.say("makes " + tables + " tables");
            stage.warehouse(stage.primary()).run("CREATE SCHEMA IF NOT EXISTS gold.small");
            IntStream.range(0, tables).parallel().forEach(this::create);
            stage.say("syncs them");
            stage.twinlake(0, "sync");
            for (int run = 0; run < runs; run++) {
                measure();
            }
        } finally {
            stage.down(false);
        }
        return new BenchDocument(
                1,
                List.of(
                        BenchRow.of(
                                "verify --tier checksums of " + tables + " small tables",
                                "s",
                                tables * GOAL_PER_TABLE,
                                seconds),
                        BenchRow.of("processor time of a region for each table", "s", 0.4, processorSeconds)));
    }

    private void create(int table) {
        String more = IntStream.range(0, table % SHAPES)
                .mapToObj(column -> ", id + " + column + " AS c" + column)
                .reduce("", String::concat);
        stage.warehouse(stage.primary())
                .run("CREATE TABLE gold.small.t" + table + " AS SELECT id, concat('s', id) AS s" + more
                        + " FROM range(20)");
    }

    private void measure() {
        Duration before = processorTime();
        long began = System.nanoTime();
        stage.twinlake(0, "verify", "--tier", "checksums");
        seconds.add((System.nanoTime() - began) / 1e9);
        Duration used = processorTime().minus(before);
        processorSeconds.add(
                used.toMillis() / 1000.0 / tables / stage.layout().regions().size());
        stage.say("verify: " + Math.round(seconds.get(seconds.size() - 1)) + " s");
    }

    /** Of both regions together. */
    private Duration processorTime() {
        return stage.layout().regions().stream().map(this::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration processorTime(RegionLayout region) {
        return new TwoRegions(stage.sandbox())
                .process(region)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }
}
