package io.twinlake.ledger.journal;

import io.twinlake.ledger.id.RunId;
import java.util.List;
import java.util.Optional;

/** The switches that runs turned, one entry per run and switch. */
public interface SwitchJournal {
    /** Writes an entry in the place of the one for the same run and switch. */
    void put(SwitchEntry entry);

    Optional<SwitchEntry> find(RunId run, String switchName);

    /** A run's entries by their time. */
    List<SwitchEntry> of(RunId run);
}
