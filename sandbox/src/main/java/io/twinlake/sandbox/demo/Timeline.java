package io.twinlake.sandbox.demo;

import io.twinlake.sandbox.demo.report.Step;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs the tour's steps in order, and skips what follows a failed one. */
final class Timeline {

    private final Consumer<String> progress;
    private final Instant start = Instant.now();
    private final List<Step> steps = new ArrayList<>();

    Timeline(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Runs a step, unless one failed before. */
    void step(String name, Runnable work) {
        if (holds()) {
            always(name, work);
        } else {
            steps.add(new Step(name, "skipped", 0));
        }
    }

    /** Runs a step whatever became of the earlier ones. */
    void always(String name, Runnable work) {
        progress.accept(name);
        Instant begin = Instant.now();
        String status = "ok";
        try {
            work.run();
        } catch (RuntimeException e) {
            status = "failed";
            progress.accept(name + " failed: " + e.getMessage());
            if (!(e instanceof SandboxFailure)) {
                e.printStackTrace();
            }
        }
        Step step = new Step(name, status, seconds(begin));
        steps.add(step);
        progress.accept(String.format(Locale.ROOT, "%s: %s, %.1f s", name, status, step.seconds()));
    }

    /** Whether no step failed. */
    boolean holds() {
        return steps.stream().noneMatch(step -> step.status().equals("failed"));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    double seconds() {
        return seconds(start);
    }

    private static double seconds(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    }
}
