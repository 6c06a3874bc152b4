package io.twinlake.orchestrator.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of the product, as the sandbox's log has it.
 *
 * @param at when it arrived
 * @param status 0 where no answer was sent
 * @param write whether it could have changed anything
 */
public record Call(
        Instant at,
        String region,
        String service,
        String method,
        String path,
        @Nullable String statement,
        int status,
        boolean write) {
    /** Reads a line of the log. */
    public static Call of(JsonNode line) {
        return new Call(
                Instant.parse(line.path("at").asText()),
                line.path("region").asText(),
                line.path("service").asText(),
                line.path("method").asText(),
                line.path("path").asText(),
                line.path("statement").isTextual() ? line.path("statement").asText() : null,
                line.path("status").asInt(),
                line.path("write").asBoolean());
    }

    /** Whether it may have had its effect: taken, or never answered. */
    boolean mayHaveLanded() {
        return write && (status == 0 || status < 400);
    }

    /** A lease guards; it changes nothing that is guarded. */
    boolean isLease() {
        return path.contains("comp=lease");
    }

    /** Whether it asks the same of the same server. */
    boolean repeats(Call other) {
        return region.equals(other.region)
                && method.equals(other.method)
                && path.equals(other.path)
                && java.util.Objects.equals(statement, other.statement);
    }

    @Override
    public String toString() {
        return at + " " + region + " " + method + " " + path + (statement == null ? "" : " " + statement) + " "
                + status;
    }
}
