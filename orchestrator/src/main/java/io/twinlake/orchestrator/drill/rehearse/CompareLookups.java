package io.twinlake.orchestrator.drill.rehearse;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.drill.report.Latencies;
import io.twinlake.orchestrator.drill.report.LookupComparison;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks both regions' Functions for the same rows, one key after the other, so that no answer waits for another. */
final class CompareLookups {
    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Duration FIRST_AT_MOST = Duration.ofSeconds(60);
    private static final int NAMED = 10;

    private final LookupEndpoint endpoint;
    private final LookupProbe primary;
    private final LookupProbe secondary;

    /** Both ask for a row: what stands behind the last slash of a probe's path is a key. */
    CompareLookups(LookupEndpoint endpoint, LookupProbe primary, LookupProbe secondary) {
        this.endpoint = endpoint;
        this.primary = primary;
        this.secondary = secondary;
    }

    /**
     * @param there the primary's own rows by key, as of the version that was replicated
     * @param here the secondary's own rows by key: its Function may still be set to read in the primary
     * @param replica how long the secondary's warehouse took for each of them
     */
    LookupComparison compare(
            List<String> keys, Map<String, String> there, Map<String, String> here, Latencies replica) {
        Duration first = keys.isEmpty() ? Duration.ZERO : warm(keys.get(0));
        int equal = 0;
        int errors = 0;
        List<Duration> times = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            LookupAnswer ofPrimary = ask(primary, key, AT_MOST);
            LookupAnswer ofSecondary = ask(secondary, key, AT_MOST);
            if (ofSecondary.isGood()) {
                times.add(ofSecondary.took());
            } else {
                errors++;
            }
            Optional<String> difference = difference(ofPrimary, ofSecondary)
                    .or(() -> Objects.equals(there.get(key), here.get(key))
                            ? Optional.empty()
                            : Optional.of("the rows in the two regions' tables differ"));
            if (difference.isEmpty()) {
                equal++;
            } else if (differences.size() < NAMED) {
                differences.add(key + ": " + difference.get());
            }
        }
        return new LookupComparison(keys.size(), equal, errors, first, new Latencies(times), replica, differences);
    }

    /** Both may have to start; only what follows is measured against an objective. */
    private Duration warm(String key) {
        ask(primary, key, FIRST_AT_MOST);
        return ask(secondary, key, FIRST_AT_MOST).took();
    }

    private LookupAnswer ask(LookupProbe function, String key, Duration atMost) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        String path = function.path().orElseThrow();
        return endpoint.ask(function, path.substring(0, path.lastIndexOf('/') + 1) + encoded, atMost);
    }

    /** The order of fields says nothing. */
    private static boolean sameRow(String left, String right) {
        try {
            return Json.parse(left).equals(Json.parse(right));
        } catch (JsonProcessingException notJson) {
            return left.equals(right);
        }
    }

    private static Optional<String> difference(LookupAnswer ofPrimary, LookupAnswer ofSecondary) {
        if (!ofSecondary.isGood()) {
            return Optional.of("the secondary's Function gave " + ofSecondary.message());
        }
        if (!ofPrimary.isGood()) {
            return Optional.of("the primary's Function gave " + ofPrimary.message());
        }
        return sameRow(ofPrimary.body(), ofSecondary.body())
                ? Optional.empty()
                : Optional.of("the two Functions gave different rows");
    }
}
