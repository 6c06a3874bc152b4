package io.twinlake.failover.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.SteppedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WitnessReadingsTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final GroupName SILVER = new GroupName("silver");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final SteppedClock clock = new SteppedClock(Instant.EPOCH);
    private final Witness witness = mock();
    private final WitnessReadings readings =
            new WitnessReadings(witness, clock.time().ticker());

    @BeforeEach
    void holdWhatIsAskedAboutGold() {
        when(witness.read(SILVER)).thenReturn(Optional.empty());
        when(witness.read(GOLD)).thenAnswer(call -> {
            asked.countDown();
            answers.await();
            return Optional.empty();
        });
    }

    @AfterEach
    void letTheWitnessAnswer() {
        answers.countDown();
    }

    @Test
    void aGroupsHeldAnswerKeepsNobodyFromAnothersGroup() throws Exception {
        FutureTask<Optional<WitnessState>> held = new FutureTask<>(() -> readings.fresh(GOLD));
        new Thread(held).start();
        asked.await();

        assertThat(readings.fresh(SILVER)).isEmpty();
        readings.forget(GOLD);

        assertThat(held).isNotDone();
    }

    @Test
    void asksAgainOnceAnAnswerIsMoreThanASecondOld() {
        readings.recent(SILVER);
        clock.pass(Duration.ofSeconds(1));
        readings.recent(SILVER);
        verify(witness, times(1)).read(SILVER);

        clock.pass(Duration.ofNanos(1));
        readings.recent(SILVER);

        verify(witness, times(2)).read(SILVER);
    }

    @Test
    void whoWantsToKnowWhileSomebodyAsksWaitsForThatAnswer() throws Exception {
        FutureTask<Optional<WitnessState>> first = new FutureTask<>(() -> readings.recent(GOLD));
        new Thread(first).start();
        asked.await();
        FutureTask<Optional<WitnessState>> second = new FutureTask<>(() -> readings.recent(GOLD));
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        verify(witness, times(1)).read(GOLD);
        answers.countDown();
        assertThat(first.get()).isEqualTo(second.get());
    }
}
