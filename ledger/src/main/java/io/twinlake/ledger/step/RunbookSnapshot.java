package io.twinlake.ledger.step;

import io.twinlake.ledger.id.RunId;
import java.util.Map;

/**
 * The procedure as a run carries it out, whatever becomes of its file.
 *
 * @param name the procedure's name
 * @param text its text
 * @param hash of its text
 * @param parameters what the operator gave
 */
public record RunbookSnapshot(RunId run, String name, String text, String hash, Map<String, String> parameters) {
    public RunbookSnapshot {
        parameters = Map.copyOf(parameters);
    }
}
