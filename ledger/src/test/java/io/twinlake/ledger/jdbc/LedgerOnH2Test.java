package io.twinlake.ledger.jdbc;

import org.junit.jupiter.api.Nested;

/** The contract of every port, on H2. */
class LedgerOnH2Test {
    @Nested
    class Runs extends RunsContract {
        Runs() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class ReplicaStates extends ReplicaStatesContract {
        ReplicaStates() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Intents extends IntentsContract {
        Intents() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Clones extends ClonesContract {
        Clones() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class ParityRecords extends ParityRecordsContract {
        ParityRecords() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Leases extends LeasesContract {
        Leases() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class ReadinessProofs extends ReadinessProofsContract {
        ReadinessProofs() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Epochs extends EpochsContract {
        Epochs() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Tenure extends TenureContract {
        Tenure() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Audit extends AuditContract {
        Audit() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Steps extends StepsContract {
        Steps() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Journal extends JournalContract {
        Journal() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class Exports extends ExportsContract {
        Exports() {
            super(TestDatabase.H2);
        }
    }
}
