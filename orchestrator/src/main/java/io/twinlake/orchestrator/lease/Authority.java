package io.twinlake.orchestrator.lease;

import io.twinlake.failover.epoch.EpochKeeper;
import io.twinlake.ledger.Ledger;
import java.util.Optional;

/**
 * Where the right to change a group comes from.
 *
 * @param ledger its epochs are the witness's where there is one
 * @param keeper of the witness, where one is configured and asked
 */
public record Authority(Ledger ledger, Optional<EpochKeeper> keeper) {
    /** The ledger alone. */
    public static Authority of(Ledger ledger) {
        return new Authority(ledger, Optional.empty());
    }

    /** With the witness that the keeper asks; its copy is in this ledger. */
    public static Authority of(Ledger ledger, EpochKeeper keeper) {
        return new Authority(new WitnessedLedger(ledger, keeper), Optional.of(keeper));
    }

    /** The ledger alone, even where there is a witness: for a person who has decided to go on although it cannot be asked. */
    public Authority withoutWitness() {
        return ledger instanceof WitnessedLedger witnessed ? of(witnessed.ledger()) : this;
    }
}
