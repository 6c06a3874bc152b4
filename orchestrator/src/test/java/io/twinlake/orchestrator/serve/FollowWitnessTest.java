package io.twinlake.orchestrator.serve;

import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.twinlake.failover.epoch.EpochUnproven;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.orchestrator.installation.Installation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowWitnessTest {
    private final Installation installation = mock();

    @Test
    void asksByItselfWhereThereIsAWitness() {
        when(installation.witness()).thenReturn(Optional.of(mock(Witness.class)));

        try (FollowWitness follows = FollowWitness.start(installation)) {
            verify(installation, timeout(120_000)).followWitness();
        }
    }

    @Test
    void asksOnWhateverCameOfIt() {
        doThrow(mock(EpochUnproven.class))
                .doThrow(new IllegalStateException("unforeseen"))
                .doNothing()
                .when(installation)
                .followWitness();
        FollowWitness follows = new FollowWitness(installation);

        follows.look();
        follows.look();
        follows.look();

        verify(installation, times(3)).followWitness();
    }
}
