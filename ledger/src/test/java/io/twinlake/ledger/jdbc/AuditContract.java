package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.ledger.audit.AuditChain;
import io.twinlake.ledger.audit.AuditEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

abstract class AuditContract extends LedgerContract {
    AuditContract(TestDatabase database) {
        super(database);
    }

    @Test
    void chainsEachEntryToTheOneBefore() {
        AuditEvent first = ledger.audit().append("ann", "sync", Map.of("run", "r1"));
        AuditEvent second = ledger.audit().append("bob", "verify", Map.of("run", "r2", "reason", "\"quoted\" ü"));
        reopen();

        assertThat(first.previousHash()).isEqualTo(AuditChain.START);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(ledger.audit().list(1, 10)).containsExactly(first, second);
        assertThat(ledger.audit().list(2, 10)).containsExactly(second);
        assertThat(ledger.audit().firstBroken()).isEmpty();
    }

    @Test
    void holdsWhenEmpty() {
        assertThat(ledger.audit().firstBroken()).isEmpty();
    }

    @Test
    void findsAChangedEntry() throws SQLException {
        appendThree();
        sql("UPDATE audit_events SET actor = 'mallory' WHERE number = 2");

        assertThat(ledger.audit().firstBroken()).hasValue(2);
    }

    @Test
    void findsAChangedDetail() throws SQLException {
        appendThree();
        sql("UPDATE audit_events SET details = '{\"run\":\"other\"}' WHERE number = 3");

        assertThat(ledger.audit().firstBroken()).hasValue(3);
    }

    @Test
    void findsAMissingEntry() throws SQLException {
        appendThree();
        sql("DELETE FROM audit_events WHERE number = 2");

        assertThat(ledger.audit().firstBroken()).hasValue(2);
    }

    @Test
    void findsACutOffEnd() throws SQLException {
        appendThree();
        sql("DELETE FROM audit_events WHERE number = 3");

        assertThat(ledger.audit().firstBroken()).hasValue(3);
    }

    @Test
    void findsAnEntryThatWasAddedBesideTheChain() throws SQLException {
        appendThree();
        sql("INSERT INTO audit_events SELECT 4, happened_at, actor, action, details, previous_hash, hash"
                + " FROM audit_events WHERE number = 3");

        assertThat(ledger.audit().firstBroken()).hasValue(4);
    }

    @Test
    void doesNotForkWhenManyAppendAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> appends = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String run = "run " + i;
                appends.add(threads.submit(() -> ledger.audit().append("ann", "sync", Map.of("run", run))));
            }
            for (Future<?> append : appends) {
                append.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ledger.audit().list(1, 100)).hasSize(60);
        assertThat(ledger.audit().firstBroken()).isEmpty();
    }

    private void appendThree() {
        for (int i = 1; i <= 3; i++) {
            ledger.audit().append("ann", "sync", Map.of("run", "r" + i));
        }
    }
}
