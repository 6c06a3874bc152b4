package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import java.time.Duration;

/**
 * One setting in Azure that decides which region answers the API. Every call reads the truth from the platform; nothing is remembered
 * between calls but the ledger's journal, so a call that was cut off may be repeated by another process. Calls that cannot be answered
 * throw a {@link io.twinlake.clients.ClientException}.
 */
public interface EndpointSwitch {
    /** Names the switch in the journal and to people, for example {@code gateway} or {@code lookup northeurope}. */
    String name();

    /** How it stands now. */
    SwitchReading read();

    /** What would be changed to let the region serve, read freshly; changes nothing. */
    SwitchPlan plan(RegionName to);

    /**
     * Carries a plan out, unless somebody changed the setting since in another way. The journal holds before and after when the first
     * write is sent; an answer that did not come is replaced by reading. Applying a plan that is in force already writes nothing.
     *
     * @param guard called right before each write; it throws where this run may write no more
     */
    SwitchResult apply(RunId run, SwitchPlan plan, Runnable guard);

    /** Asks the endpoint itself, once. */
    LookupAnswer ask(Duration within);

    /**
     * Asks the endpoint itself, again and again, until the region answers well, from its own workspace where the answer says which one was
     * read, or the time is over.
     */
    Probe probe(RegionName expected, Duration within);

    /**
     * Asks on, behind a first good answer, until it is proven that the endpoint has turned on every instance that a caller may meet, or a
     * few times as long as that takes.
     */
    TurnProof prove(RegionName expected);
}
