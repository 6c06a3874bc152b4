package io.twinlake.orchestrator.move;

import io.twinlake.config.name.RegionName;
import io.twinlake.failover.stranded.StrandedChoice;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an operator asked for; kept with the run, so that a resumed one does the same.
 *
 * @param to the region that shall serve
 * @param reason why, in the operator's words
 * @param withoutWitness goes on although the witness cannot be asked
 */
public record MoveParameters(
        RegionName to,
        String reason,
        Optional<AcceptedLoss> acceptedLoss,
        boolean withoutWitness,
        Optional<StrandedChoice> stranded) {
    private static final String TO = "to";
    private static final String REASON = "reason";
    private static final String ACCEPTED_LOSS = "acceptedLoss";
    private static final String WITHOUT_WITNESS = "withoutWitness";
    private static final String STRANDED = "stranded";

    public Map<String, String> asMap() {
        Map<String, String> map = new TreeMap<>();
        map.put(TO, to.value());
        map.put(REASON, reason);
        map.put(WITHOUT_WITNESS, Boolean.toString(withoutWitness));
        acceptedLoss.ifPresent(loss -> map.put(ACCEPTED_LOSS, loss.toString()));
        stranded.ifPresent(choice -> map.put(STRANDED, choice.word()));
        return map;
    }

    public static MoveParameters of(Map<String, String> map) {
        return new MoveParameters(
                new RegionName(map.getOrDefault(TO, "")),
                map.getOrDefault(REASON, ""),
                Optional.ofNullable(map.get(ACCEPTED_LOSS)).flatMap(AcceptedLoss::parse),
                Boolean.parseBoolean(map.get(WITHOUT_WITNESS)),
                Optional.ofNullable(map.get(STRANDED)).flatMap(StrandedChoice::of));
    }
}
