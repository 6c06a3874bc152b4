package io.twinlake.catalogsync;

import io.twinlake.ledger.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Opens one ledger on disk for all tests of a class: each has a group of its own in it. */
abstract class OnOneLedger {
    static Ledger ledger;

    @BeforeAll
    static void openLedger(@TempDir Path folder) {
        ledger = TwoRegions.ledger(folder);
    }

    @AfterAll
    static void closeLedger() {
        ledger.close();
    }
}
