package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.access.Secret;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.ledger.export.WrittenExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two processes forget objects in one database, and the one that began first ends last. */
class LateForgettingTest extends LedgerContract {
    private static final Secret KEY = new Secret("the key of the exports, of 32 bytes");
    private static final ObjectName FIRST = ObjectName.of("gold", "sales", "first");
    private static final ObjectName SECOND = ObjectName.of("gold", "sales", "second");

    LateForgettingTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void aCopyForgetsWhatWasForgottenBeforeItAndCommittedAfter() throws Exception {
        RunId run = startSync().id();
        ledger.states().record(run, List.of(state(run, FIRST), state(run, SECOND)), List.of());
        WrittenExport whole = export("whole");
        sql("CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM pg_advisory_xact_lock(19); RETURN NULL; END'");
        sql("CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON forgotten_states DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW WHEN (NEW.object = '" + FIRST + "') EXECUTE FUNCTION wait_at_gate()");
        WrittenExport between;
        CompletableFuture<Void> first;
        CompletableFuture<Void> second;
        try (Connection gate = opened.dataSource().getConnection();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(19)");
            first = forgetting(FIRST);
            untilWaiting(1, first);
            second = forgetting(SECOND);
            untilWaiting(2, second);
            between = ledger.exports().next(folder.resolve("between"), KEY);
            gate.commit();
        }
        first.join();
        second.join();
        ledger.exports().advance(between);
        WrittenExport after = export("after");

        try (JdbcLedger restored = JdbcLedger.open(TestDatabase.H2.fresh(folder), clock)) {
            restored.exports().restore(new ExportChain(List.of(read(whole), read(between), read(after))));

            assertThat(restored.states().all(GOLD)).isEmpty();
        }
    }

    private CompletableFuture<Void> forgetting(ObjectName object) {
        return CompletableFuture.runAsync(() -> ledger.states().forget(GOLD, SecurableKind.TABLE, object));
    }

    private WrittenExport export(String file) {
        WrittenExport written = ledger.exports().next(folder.resolve(file), KEY);
        ledger.exports().advance(written);
        return written;
    }

    private static VerifiedExport read(WrittenExport written) throws IOException {
        return VerifiedExport.read(written.name(), Files.readAllBytes(written.file()), KEY);
    }

    private static ReplicaState state(RunId run, ObjectName object) {
        return new ReplicaState(
                GOLD,
                SecurableKind.TABLE,
                object,
                THERE,
                new Pair(new Side("s1", "f", 5L), new Side("r1", null, null), null),
                Outcome.CREATED,
                null,
                run);
    }
}
