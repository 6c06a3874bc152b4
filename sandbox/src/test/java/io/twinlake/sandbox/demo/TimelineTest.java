package io.twinlake.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.demo.report.Step;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final List<String> said = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Timeline timeline = new Timeline(said::add);

    @Test
    void skipsWhatFollowsAFailedStepButWhatMustAlwaysBeDone() {
        timeline.step("one", () -> done.add("one"));
        timeline.step("two", () -> {
            throw new SandboxFailure("the replica differs");
        });
        timeline.step("three", () -> done.add("three"));
        timeline.always("down", () -> done.add("down"));

        assertThat(done).containsExactly("one", "down");
        assertThat(timeline.steps()).extracting(Step::status).containsExactly("ok", "failed", "skipped", "ok");
        assertThat(timeline.holds()).isFalse();
        assertThat(said).contains("two failed: the replica differs");
    }
}
