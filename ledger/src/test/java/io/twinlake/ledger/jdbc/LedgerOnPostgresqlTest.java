package io.twinlake.ledger.jdbc;

import org.junit.jupiter.api.Nested;

/** The contract of every port, on PostgreSQL. */
class LedgerOnPostgresqlTest {
    @Nested
    class Runs extends RunsContract {
        Runs() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class ReplicaStates extends ReplicaStatesContract {
        ReplicaStates() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Intents extends IntentsContract {
        Intents() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Clones extends ClonesContract {
        Clones() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class ParityRecords extends ParityRecordsContract {
        ParityRecords() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Leases extends LeasesContract {
        Leases() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class ReadinessProofs extends ReadinessProofsContract {
        ReadinessProofs() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Epochs extends EpochsContract {
        Epochs() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Tenure extends TenureContract {
        Tenure() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Audit extends AuditContract {
        Audit() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Steps extends StepsContract {
        Steps() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Journal extends JournalContract {
        Journal() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Nested
    class Exports extends ExportsContract {
        Exports() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
