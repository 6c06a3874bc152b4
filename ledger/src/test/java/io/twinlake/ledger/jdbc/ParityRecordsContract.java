package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.state.ParityRecord;
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
        ParityRecord latest =
                new ParityRecord(run, GOLD, "checksums", noon, Map.of("inScope", 4, "inSync", 3, "drifted", 1));
        ledger.parity().add(new ParityRecord(run, GOLD, "metadata", noon, Map.of("inScope", 4, "inSync", 4)));
        ledger.parity().add(latest);
        ledger.parity().add(new ParityRecord(run, new GroupName("silver"), "counts", noon, Map.of()));
        reopen();

        assertThat(ledger.parity().latest(GOLD)).contains(latest);
        assertThat(ledger.parity().latest(new GroupName("bronze"))).isEmpty();
    }
}
