package io.twinlake.orchestrator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunEnd;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.cli.ExitCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedRunTest {
    private static final Direction DIRECTION =
            new Direction(new RegionName("westeurope"), new RegionName("northeurope"));

    @Test
    void whatLagsMissesTheObjectiveOnceTheReplicaIsTooOld() {
        assertThat(exitCode(false, ParityState.LAGGING)).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(exitCode(true, ParityState.LAGGING, ParityState.DRIFTED)).isEqualTo(ExitCode.OBJECTIVE_MISSED);
    }

    @Test
    void whatCouldNotBeComparedComesFirst() {
        assertThat(exitCode(true, ParityState.LAGGING, ParityState.FAILED)).isEqualTo(ExitCode.PARTLY_DONE);
    }

    @Test
    void anOldReplicaOfASourceThatStoodStillMissesNothing() {
        assertThat(exitCode(true, ParityState.IN_SYNC)).isEqualTo(ExitCode.DONE);
    }

    private static ExitCode exitCode(boolean late, ParityState... states) {
        List<ObjectParity> objects = Arrays.stream(states)
                .map(state -> new ObjectParity(ObjectName.of("gold", "s", "t"), SecurableKind.TABLE, state, "a reason"))
                .toList();
        Run run = new Run(
                new RunId("r1"),
                new GroupName("gold"),
                RunKind.VERIFY,
                DIRECTION,
                new Epoch(1),
                Instant.EPOCH,
                RunEnd.NONE);
        return new VerifiedRun(run, new ParityReport(Tier.METADATA, DIRECTION, Instant.EPOCH, objects, List.of()), late)
                .exitCode();
    }
}
