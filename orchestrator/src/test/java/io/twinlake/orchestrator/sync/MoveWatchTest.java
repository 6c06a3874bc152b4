package io.twinlake.orchestrator.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoveWatchTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final LeaseName MOVE = LeaseName.move(GOLD);
    private static final Optional<Lease> TAKEN =
            Optional.of(new Lease(MOVE, "anna@host", 7, Instant.EPOCH, Instant.EPOCH));

    private final SteppedClock clock = new SteppedClock(Instant.EPOCH);
    private final Leases leases = mock(Leases.class);
    private final MoveWatch moves = new MoveWatch(leases, GOLD, clock.time());

    @Test
    void asksAtOnceAndThenOnceASecond() {
        when(leases.current(MOVE)).thenReturn(Optional.empty()).thenReturn(TAKEN);
        assertThat(moves.seen()).isFalse();
        clock.pass(Duration.ofMillis(999));
        assertThat(moves.seen()).isFalse();
        verify(leases, times(1)).current(MOVE);

        clock.pass(Duration.ofMillis(1));

        assertThat(moves.seen()).isTrue();
    }

    @Test
    void aMoveThatWasSeenStaysSeen() {
        when(leases.current(MOVE)).thenReturn(TAKEN).thenReturn(Optional.empty());
        assertThat(moves.seen()).isTrue();

        clock.pass(Duration.ofSeconds(1));

        assertThat(moves.seen()).isTrue();
    }
}
