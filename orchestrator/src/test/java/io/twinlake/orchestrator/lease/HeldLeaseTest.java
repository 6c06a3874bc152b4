package io.twinlake.orchestrator.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.config.LeaseTerms;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.config.yaml.KeyedRecords;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renewals that fail are hard to provoke in a real ledger. */
class HeldLeaseTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final GroupName GOLD = new GroupName("gold");
    private static final LeaseTerms TERMS = KeyedRecords.lease("timeToLive: 5s, renewEvery: 40ms");
    private static final Lease LEASE =
            new Lease(LeaseName.of(GOLD), "anna@host", 7, Instant.EPOCH, Instant.EPOCH.plusSeconds(15));

    private final Leases leases = mock(Leases.class);
    private final AtomicInteger told = new AtomicInteger();
    private final SteppedClock clock = new SteppedClock(Instant.EPOCH);

    @BeforeEach
    void free() {
        when(leases.acquire(any(), any(), any())).thenReturn(new LeaseAttempt.Acquired(LEASE));
    }

    @Test
    void isRenewedUntilItIsGivenBack() {
        when(leases.renew(any(), any())).thenReturn(true);
        try (HeldLease held = take()) {
            verify(leases, timeout(PATIENCE.toMillis()).atLeast(3)).renew(LEASE, TERMS.timeToLive());
            assertThat(told).hasValue(0);
        }
        verify(leases).release(LEASE);
    }

    @Test
    void aRenewalThatIsRefusedBecauseTheLeaseWasGivenBackMeanwhileIsNoLoss() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch givenBack = new CountDownLatch(1);
        AtomicReference<Thread> renewing = new AtomicReference<>();
        when(leases.renew(any(), any())).thenAnswer(renewal -> {
            renewing.set(Thread.currentThread());
            asked.countDown();
            givenBack.await();
            return false;
        });
        try (HeldLease held = take()) {
            asked.await();
            assertThat(held.isLost()).isFalse();
        }
        givenBack.countDown();
        renewing.get().join();

        assertThat(told).hasValue(0);
        verify(leases).release(LEASE);
    }

    @Test
    void aRefusedRenewalIsToldOnceAndNothingIsGivenBack() {
        when(leases.renew(any(), any())).thenReturn(false);
        try (HeldLease held = take()) {
            await().atMost(PATIENCE).until(() -> told.get() > 0);

            assertThat(held.isLost()).isTrue();
        }
        assertThat(told).hasValue(1);
        verify(leases, never()).release(any());
    }

    @Test
    void aLedgerThatDoesNotAnswerIsAskedAgainUntilTheLeaseHasRunOut() {
        when(leases.renew(any(), any())).thenThrow(new LedgerException("no connection", new IllegalStateException()));
        try (HeldLease held = take()) {
            verify(leases, timeout(PATIENCE.toMillis()).atLeast(2)).renew(LEASE, TERMS.timeToLive());
            assertThat(told).hasValue(0);
            assertThat(held.isLost()).isFalse();

            pass(Duration.ZERO, TERMS.timeToLive().plusSeconds(1));

            await().atMost(PATIENCE).until(() -> told.get() > 0);
            assertThat(held.isLost()).isTrue();
        }
    }

    @Test
    void somebodyElsesLeaseIsNamedWithItsHolder() {
        when(leases.acquire(any(), any(), any())).thenReturn(new LeaseAttempt.HeldByOther(LEASE));

        assertThatThrownBy(this::take).isInstanceOf(LeaseHeld.class).hasMessageContaining("held by anna@host since");
    }

    @Test
    void anUnexpectedFailureOfARenewalLosesTheLeaseInsteadOfEndingTheRenewalsInSilence() {
        when(leases.renew(any(), any())).thenThrow(new IllegalStateException("nobody thought of it"));
        try (HeldLease held = take()) {
            await().atMost(PATIENCE).until(() -> told.get() > 0);

            assertThat(held.isLost()).isTrue();
        }
        verify(leases, never()).release(any());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT6S", "PT6S, PT0S", "PT1H, PT0S", "PT-1H, PT6S"})
    void isLostOnceEitherClockSaysThatItsTimeIsOverAndThenIsNotGivenBack(Duration wall, Duration monotonic) {
        when(leases.renew(any(), any())).thenThrow(new LedgerException("no connection", new IllegalStateException()));
        try (HeldLease held = take()) {
            assertThat(held.isLost()).isFalse();

            pass(wall, monotonic);

            assertThat(held.isLost()).isTrue();
        }
        verify(leases, never()).release(any());
    }

    @Test
    void isHeldThoughTheWallClockWasSetBack() {
        when(leases.renew(any(), any())).thenThrow(new LedgerException("no connection", new IllegalStateException()));
        try (HeldLease held = take()) {
            pass(Duration.ofHours(-1), Duration.ofSeconds(1));

            assertThat(held.isLost()).isFalse();
        }
        verify(leases).release(LEASE);
    }

    private void pass(Duration byTheWall, Duration monotonic) {
        clock.pass(monotonic);
        clock.set(byTheWall.minus(monotonic));
    }

    private HeldLease take() {
        return new TakeLease(leases, "anna@host", TERMS, clock.time()).named(LeaseName.of(GOLD), told::incrementAndGet);
    }
}
