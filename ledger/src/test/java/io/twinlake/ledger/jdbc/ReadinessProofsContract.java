package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.ledger.readiness.ReadinessProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class ReadinessProofsContract extends LedgerContract {
    ReadinessProofsContract(TestDatabase database) {
        super(database);
    }

    @Test
    void remembersWhenAllWasWellLast() {
        assertThat(opened.readiness().latest(GOLD)).isEmpty();
        opened.readiness().record(GOLD, List.of("rights", "witness"));
        Instant first = Columns.kept(clock.instant());
        reopen();

        assertThat(opened.readiness().latest(GOLD))
                .contains(new ReadinessProof(GOLD, first, List.of("rights", "witness"), Optional.empty()));

        clock.pass(Duration.ofHours(1));
        Instant well = Columns.kept(clock.instant());
        opened.readiness().record(GOLD, List.of());
        assertThat(opened.readiness().latest(GOLD))
                .contains(new ReadinessProof(GOLD, well, List.of(), Optional.of(well)));

        clock.pass(Duration.ofHours(1));
        opened.readiness().record(GOLD, List.of("lag"));
        assertThat(opened.readiness().latest(GOLD))
                .contains(new ReadinessProof(GOLD, Columns.kept(clock.instant()), List.of("lag"), Optional.of(well)));
    }
}
