package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.GroupMeans;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.twin.LoneGroup;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareSidesTest {
    @TempDir
    Path folder;

    /** What is not shown is accepted where the group says so, what differs never. */
    @ParameterizedTest
    @CsvSource({
        "IN_SYNC, false, true",
        "UNKNOWN, false, false",
        "UNKNOWN, true,  true",
        "DRIFTED, true,  false",
        "LAGGING, true,  false",
        "FAILED,  true,  false",
        "LACKING, false, true",
        "EXTRA,   false, true"
    })
    void goesOn(ParityState state, boolean acceptUnknown, boolean goesOn) {
        TwinFolder twin = new TwinFolder(folder);
        FailoverGroup group = twin.group("    acceptUnknown: " + acceptUnknown + "\n");
        Direction direction = new Direction(group.home(), group.secondary());
        ObjectParity object = new ObjectParity(ObjectName.of("gold", "s", "t"), SecurableKind.TABLE, state, "so");
        GroupSync sync = mock(GroupSync.class);
        when(sync.verify(any()))
                .thenAnswer(call -> new ParityReport(
                        call.getArgument(0),
                        direction,
                        Instant.parse("2026-03-01T10:00:00Z"),
                        List.of(object),
                        List.of()));
        GroupMeans means = mock(GroupMeans.class);
        when(means.sync(any(), any())).thenReturn(sync);
        MoveContext move = mock(MoveContext.class);
        when(move.group()).thenReturn(group);
        when(move.from()).thenReturn(new RegionName(TwinFolder.HOME));
        when(move.to()).thenReturn(new RegionName(TwinFolder.SECONDARY));

        try (Ledger opened = twin.ledgerOf(group)) {
            Ledger ledger = opened.under(Tenure.of(group.name(), Epoch.FIRST));
            when(move.id())
                    .thenReturn(ledger.runs()
                            .start(group.name(), RunKind.FAILOVER, direction, Epoch.FIRST)
                            .id());
            CompareSides step = new CompareSides(LoneGroup.on(ledger, group, means), Verb.VERIFY_PARITY);

            if (goesOn) {
                assertThat(step.perform(move).message()).startsWith("Both sides are equal");
            } else {
                assertThatThrownBy(() -> step.perform(move))
                        .isInstanceOf(StepFailed.class)
                        .hasMessageContaining("gold.s.t");
            }
        }
    }
}
