package io.twinlake.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseAttempt.Acquired;
import io.twinlake.ledger.lease.LeaseAttempt.HeldByOther;
import io.twinlake.ledger.lease.LeaseName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class LeasesContract extends LedgerContract {
    private static final LeaseName NAME = LeaseName.of(GOLD);
    private static final Duration LONG = Duration.ofMinutes(10);

    LeasesContract(TestDatabase database) {
        super(database);
    }

    @Test
    void givesALeaseToTheFirstAndTellsTheSecondWhoHasIt() {
        Lease held = acquire("ann");

        assertThat(ledger.leases().acquire(NAME, "bob", LONG)).isEqualTo(new HeldByOther(held));
        assertThat(ledger.leases().current(NAME)).contains(held);
        assertThat(Duration.between(held.since(), held.until())).isEqualTo(LONG);
    }

    @Test
    void doesNotTakeTheOwnersTextForItsIdentity() {
        acquire("ann");

        assertThat(ledger.leases().acquire(NAME, "ann", LONG)).isInstanceOf(HeldByOther.class);
    }

    @Test
    void givesAReleasedLeaseToTheNextWithAHigherFence() {
        Lease first = acquire("ann");
        ledger.leases().release(first);
        assertThat(ledger.leases().current(NAME)).isEmpty();

        Lease second = acquire("bob");
        assertThat(second.fence()).isGreaterThan(first.fence());
    }

    @Test
    void keepsNothingOfTheLeaseOfARunThatIsOver() {
        LeaseName own = LeaseName.of(startSync().id());
        Lease alive = ((Acquired) ledger.leases().acquire(own, "ann", LONG)).lease();

        ledger.leases().release(alive);

        assertThat(((Acquired) ledger.leases().acquire(own, "bob", LONG))
                        .lease()
                        .fence())
                .isEqualTo(alive.fence());
    }

    @Test
    void endsEveryLeaseForTheOneOwnerOfTheLedger() {
        Lease orphaned = acquire("a process that was killed");

        ledger.leases().endAll();

        assertThat(ledger.leases().current(NAME)).isEmpty();
        assertThat(acquire("bob").fence()).isGreaterThan(orphaned.fence());
        assertThat(ledger.leases().renew(orphaned, LONG)).isFalse();
    }

    @Test
    void givesALeaseThatRanOutToTheNext() throws SQLException {
        Lease lost = acquire("ann");
        runOut();
        Lease taken = acquire("bob");

        assertThat(ledger.leases().renew(lost, LONG)).isFalse();
        ledger.leases().release(lost);
        assertThat(ledger.leases().current(NAME)).contains(taken);
    }

    @Test
    void extendsALeaseThatRanOutButThatNobodyTook() throws SQLException {
        Lease lease = acquire("ann");
        runOut();

        assertThat(ledger.leases().renew(lease, LONG)).isTrue();
        assertThat(ledger.leases().acquire(NAME, "bob", LONG)).isInstanceOf(HeldByOther.class);
    }

    @Test
    void refusesToRenewAReleasedLease() {
        Lease lease = acquire("ann");
        ledger.leases().release(lease);

        assertThat(ledger.leases().renew(lease, LONG)).isFalse();
    }

    @Test
    void keepsLeasesOfOtherNamesApart() {
        acquire("ann");

        assertThat(ledger.leases().acquire(new LeaseName("group:silver"), "bob", LONG))
                .isInstanceOf(Acquired.class);
    }

    @Test
    void letsOneOfManyWin() throws Exception {
        List<LeaseAttempt> attempts = Race.of(8, runner -> ledger.leases().acquire(NAME, "runner " + runner, LONG));

        assertThat(attempts).filteredOn(Acquired.class::isInstance).hasSize(1);
        assertThat(attempts).filteredOn(HeldByOther.class::isInstance).hasSize(7);
    }

    private Lease acquire(String owner) {
        return ((Acquired) ledger.leases().acquire(NAME, owner, LONG)).lease();
    }

    private void runOut() throws SQLException {
        sql("UPDATE leases SET ends_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
    }
}
