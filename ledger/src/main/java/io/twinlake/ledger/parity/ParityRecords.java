package io.twinlake.ledger.parity;

import io.twinlake.config.name.GroupName;
import java.util.Optional;

/** Results of parity checks. */
public interface ParityRecords {
    void add(ParityRecord parity);

    Optional<ParityRecord> latest(GroupName group);
}
