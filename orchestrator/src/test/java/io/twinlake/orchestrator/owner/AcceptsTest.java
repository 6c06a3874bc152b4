package io.twinlake.orchestrator.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptsTest {
    private final Deque<Throwable> failures = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Accepts accepts = new Accepts(this::take, this::pause);
    private int taken;

    @Test
    void waitsLongerEachTimeButNeverLong() {
        failures.addAll(Collections.nCopies(9, new IOException("Too many open files")));

        accepts.until(() -> taken > 0);

        assertThat(pauses)
                .hasSize(9)
                .startsWith(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200))
                .endsWith(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void goesOnAfterAnErrorAndSaysMeanwhileWhatIsWrong() {
        failures.add(new OutOfMemoryError("unable to create native thread"));

        accepts.until(() -> taken > 0);

        assertThat(told).singleElement().asString().contains("unable to create native thread");
        assertThat(accepts.trouble()).isNull();
    }

    private void pause(Duration pause) {
        pauses.add(pause);
        told.add(String.valueOf(accepts.trouble()));
    }

    private void take() throws IOException {
        Throwable failure = failures.poll();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof IOException refused) {
            throw refused;
        }
        taken++;
    }
}
