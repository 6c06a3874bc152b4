package io.twinlake.orchestrator;

import io.twinlake.orchestrator.installation.Parts;
import io.twinlake.orchestrator.lease.LeaseTerms;
import java.time.Duration;

/** The program as it is, but for leases that run out soon, so that a test need not wait for a killed holder's. */
public final class ShortLeaseMain {
    private ShortLeaseMain() {}

    public static void main(String[] words) {
        Parts parts = Assembly.parts();
        LeaseTerms terms = new LeaseTerms(Duration.ofSeconds(3), Duration.ofSeconds(1));
        Main.run(words, new Parts(parts.ledgers(), parts.workspaces(), parts.syncs(), terms, parts.clock()));
    }
}
