package io.twinlake.orchestrator.installation;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.time.Time;
import io.twinlake.failover.epoch.BlobWitness;
import io.twinlake.failover.epoch.EpochKeeper;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.lease.Authority;
import java.util.Optional;

/** Opens the witness that a configuration names; contacts nothing by itself. */
final class Witnesses {
    private Witnesses() {}

    static Optional<Witness> witness(TwinlakeConfig config, CallLimits limits) {
        return config.witness().map(location -> new BlobWitness(blobs(location, config, limits)));
    }

    static Authority authority(Optional<Witness> asked, Ledger ledger, Time time) {
        return asked.map(witness -> new EpochKeeper(ledger, witness, time))
                .map(keeper -> Authority.of(ledger, keeper))
                .orElseGet(() -> Authority.of(ledger));
    }

    private static BlobStore blobs(WitnessLocation witness, TwinlakeConfig config, CallLimits limits) {
        return BlobStores.open(
                witness.storage(), witness.credentials(), config.azure().credentials(), witness.container(), limits);
    }
}
