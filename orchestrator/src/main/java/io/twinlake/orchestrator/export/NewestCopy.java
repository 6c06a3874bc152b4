package io.twinlake.orchestrator.export;

import io.twinlake.ledger.export.ExportChain;
import java.util.List;

/**
 * The newest copy of a ledger.
 *
 * @param doubts what could not be proven of it, in sentences
 */
public record NewestCopy(ExportChain chain, List<String> doubts) {
    public NewestCopy {
        doubts = List.copyOf(doubts);
    }
}
