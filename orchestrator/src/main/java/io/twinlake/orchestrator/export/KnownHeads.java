package io.twinlake.orchestrator.export;

import io.twinlake.ledger.export.signed.ExportHead;
import io.twinlake.ledger.export.signed.RefusedExport;
import java.util.List;
import java.util.Map;

/**
 * What a witness was told of how far the copies of ledgers reach.
 *
 * @param unreadable why the word on a ledger cannot be believed, by the ledger's identity
 */
record KnownHeads(List<ExportHead> heads, Map<String, RefusedExport> unreadable) {
    static final KnownHeads NONE = new KnownHeads(List.of(), Map.of());

    KnownHeads {
        heads = List.copyOf(heads);
        unreadable = Map.copyOf(unreadable);
    }
}
