package io.twinlake.ledger.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of the audit trail.
 *
 * @param number position in the chain, from 1
 * @param previousHash hash of the entry before, so that a change or a gap shows
 */
public record AuditEvent(
        long number,
        Instant at,
        String actor,
        String action,
        Map<String, String> details,
        String previousHash,
        String hash) {}
