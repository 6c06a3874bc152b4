package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.ProofTerms;
import java.time.Duration;
import java.util.Map;

/**
 * What is particular to one kind of switch: where its setting is and how it is written. The order of reading, writing, journal and proof
 * is {@link JournaledSwitch}'s.
 */
public interface Mechanism {
    String name();

    /** The values that let a region serve, in the form in which the present ones are written. */
    Map<String, String> valuesFor(RegionName region, SwitchReading now);

    SwitchReading read();

    /**
     * Writes these values over what was read, with one compare-and-set where the platform has it, which refuses with CONFLICT; where it has
     * none, not if the values were found changed. Whether it was done is told by reading again.
     *
     * @return whether a write was sent; false where the setting was found changed since it was read
     */
    boolean write(SwitchReading over, Map<String, String> values);

    /** Asks the endpoint for the probe's row, once. */
    LookupAnswer ask(Duration within);

    /** The host of the workspace that is read where a region serves. */
    String workspace(RegionName serving);

    /** Which answers prove that it has turned everywhere. */
    ProofTerms proof();

    /** How long the endpoint may go on as before after a write, and answer well all the same. */
    Duration settles();
}
