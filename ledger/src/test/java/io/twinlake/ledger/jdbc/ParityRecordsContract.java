package io.twinlake.ledger.jdbc;

import static io.twinlake.ledger.parity.ParityState.DRIFTED;
import static io.twinlake.ledger.parity.ParityState.IN_SYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.parity.ParityState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class ParityRecordsContract extends LedgerContract {
    ParityRecordsContract(TestDatabase database) {
        super(database);
    }

    @Test
    void tellsTheLatestCheckOfAGroup() {
        RunId run = startSync().id();
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        ParityRecord latest = new ParityRecord(run, GOLD, "checksums", noon, counts(Map.of(IN_SYNC, 3, DRIFTED, 1)));
        ledger.parity().add(new ParityRecord(run, GOLD, "metadata", noon, counts(Map.of(IN_SYNC, 4))));
        ledger.parity().add(latest);
        ledger.parity().add(new ParityRecord(run, new GroupName("silver"), "counts", noon, counts(Map.of())));
        reopen();

        assertThat(ledger.parity().latest(GOLD)).contains(latest);
        assertThat(ledger.parity().latest(new GroupName("bronze"))).isEmpty();
    }

    private static ParityCounts counts(Map<ParityState, Integer> byState) {
        return new ParityCounts(byState);
    }
}
