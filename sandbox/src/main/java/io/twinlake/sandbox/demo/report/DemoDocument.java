package io.twinlake.sandbox.demo.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code twinlake demo} prints.
 *
 * @param result {@code ok} only if every check held
 * @param parity the counts of the last comparison; absent if the tour did not get there
 * @param found the row that was changed by hand in the replica, once the comparison has named it
 * @param drill what the drill found; absent if the tour did not get there
 * @param failover the planned move to the standby
 * @param failback the move back home
 * @param forced the move away from the killed primary
 * @param report path of the HTML page
 * @param sandbox the sandbox's folder, if it was kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoDocument(
        int schemaVersion,
        String result,
        List<Step> steps,
        @Nullable JsonNode parity,
        @JsonProperty("clone") Copied copied,
        Figures figures,
        @Nullable String found,
        @Nullable JsonNode drill,
        @Nullable MoveFigures failover,
        @Nullable MoveFigures failback,
        @Nullable MoveFigures forced,
        String report,
        @Nullable String sandbox) {

    /** What the first clone of the catalog copied, and what the second did after a MERGE of 1 %. */
    public record Copied(long fullFiles, long fullBytes, long incrementalFiles, long incrementalBytes) {}

    /** What the tour took; the bytes are the most that one process held, 0 where the system does not tell. */
    public record Figures(double seconds, long regionPeakBytes, long orchestratorPeakBytes) {}

    /** Whether every check held. */
    @JsonIgnore
    public boolean isOk() {
        return result.equals("ok");
    }
}
