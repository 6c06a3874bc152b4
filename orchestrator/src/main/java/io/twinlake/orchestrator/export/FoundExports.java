package io.twinlake.orchestrator.export;

import io.twinlake.clients.ClientException;
import io.twinlake.config.Secret;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.ledger.export.ExportName;
import io.twinlake.ledger.export.RefusedExport;
import io.twinlake.ledger.export.VerifiedExport;
import io.twinlake.orchestrator.export.EachPlace.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The copies of ledgers that the places hold which answer.
 *
 * @param problems of places that do not, by name
 */
public record FoundExports(Map<ExportName, List<Copy>> copies, List<String> answered, Map<String, String> problems) {
    /** One file in one place, and when it came there. */
    private record Copy(Place place, Instant arrived) {}

    /** Asks every place that the configuration knows. */
    public static FoundExports ask(TwinlakeConfig config) {
        Map<ExportName, List<Copy>> copies = new HashMap<>();
        List<String> answered = new ArrayList<>();
        Map<String, String> problems = new TreeMap<>();
        EachPlace.ask(Place.of(config), Place::list).forEach((place, answer) -> {
            if (answer instanceof Answer.Given<Map<ExportName, Instant>> given) {
                answered.add(place.name());
                given.value()
                        .forEach((name, arrived) -> copies.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(new Copy(place, arrived)));
            } else {
                problems.put(place.name(), ((Answer.Missing<Map<ExportName, Instant>>) answer).problem());
            }
        });
        return new FoundExports(copies, answered, problems);
    }

    /**
     * The ledger whose copies came last, read and verified wholly. An older ledger never stands in for a newer one that is incomplete.
     *
     * @throws RefusedExport where there is none, or a file of it is missing or was changed
     */
    public ExportChain newest(Secret key) {
        String ledger = copies.entrySet().stream()
                .max(Comparator.comparing(entry -> arrival(entry.getValue())))
                .map(entry -> entry.getKey().ledger())
                .orElseThrow(() -> new RefusedExport("No copy of a ledger was found in " + answered + "."));
        List<ExportName> names = ExportChain.newest(copies.keySet().stream()
                .filter(name -> name.ledger().equals(ledger))
                .toList());
        Map<ExportName, VerifiedExport> chosen = new HashMap<>();
        @Nullable String link = null;
        for (int i = names.size() - 1; i >= 0; i--) {
            VerifiedExport file = read(names.get(i), key, link);
            chosen.put(names.get(i), file);
            link = file.header().previous();
        }
        return ExportChain.of(names, chosen::get);
    }

    private static Instant arrival(List<Copy> copies) {
        return copies.stream().map(Copy::arrived).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    }

    /**
     * One good copy of a file. A host that died between two places may have left two of one name: the one that the next file follows is
     * taken.
     */
    private VerifiedExport read(ExportName name, Secret key, @Nullable String link) {
        @Nullable VerifiedExport good = null;
        @Nullable RuntimeException refused = null;
        for (Copy copy : copies.getOrDefault(name, List.of())) {
            try {
                VerifiedExport file = VerifiedExport.read(name, copy.place().read(name), key);
                if (link == null || file.link().equals(link)) {
                    return file;
                }
                good = file;
            } catch (RefusedExport | ClientException e) {
                refused = e;
            }
        }
        if (good != null) {
            return good;
        }
        throw refused == null ? new RefusedExport(name + " is missing.") : refused;
    }
}
