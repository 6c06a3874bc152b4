package io.twinlake.orchestrator.export;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.config.GroupName;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** Asks every place that the configuration knows; one that is down is passed over at once. */
    public static FoundExports ask(TwinlakeConfig config) {
        return ask(config, Place.ASKING);
    }

    /** Asks every place that the configuration knows, and gives each its time. */
    static FoundExports ask(TwinlakeConfig config, CallLimits asking) {
        Map<ExportName, List<Copy>> copies = new HashMap<>();
        List<String> answered = new ArrayList<>();
        Map<String, String> problems = new TreeMap<>();
        EachPlace.ask(Place.of(config), place -> place.list(asking)).forEach((place, answer) -> {
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
     * The ledger whose copies came last, of those that know one of our groups, read and verified wholly. An older ledger never stands in
     * for a newer one that is incomplete.
     *
     * @param ledger the identity of the ledger that is wanted, whatever groups it knows
     * @throws RefusedExport where there is none, or a file of it is missing or was changed
     */
    public ExportChain newest(Secret key, Set<GroupName> groups, Optional<String> ledger) {
        List<String> newestFirst = copies.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<ExportName, List<Copy>> entry) -> arrival(entry.getValue()))
                        .reversed())
                .map(entry -> entry.getKey().ledger())
                .distinct()
                .filter(found -> ledger.isEmpty() || ledger.get().equals(found))
                .toList();
        for (String found : newestFirst) {
            List<ExportName> names = ExportChain.newest(copies.keySet().stream()
                    .filter(name -> name.ledger().equals(found))
                    .toList());
            VerifiedExport last = read(names.get(names.size() - 1), key, null);
            if (ledger.isPresent()
                    || groups.stream().anyMatch(group -> last.header().groups().contains(group.value()))) {
                return chain(names, last, key);
            }
        }
        throw new RefusedExport(
                "No copy of a ledger that knows one of the groups " + groups + " was found in " + answered + ".");
    }

    /** The ledgers whose newest copy tells of a group, or cannot be read with the key: nobody can say that such a one does not. */
    List<String> ledgersOf(GroupName group, Secret key) {
        return copies.keySet().stream()
                .map(ExportName::ledger)
                .distinct()
                .sorted()
                .filter(ledger -> mayTellOf(group, ledger, key))
                .toList();
    }

    private boolean mayTellOf(GroupName group, String ledger, Secret key) {
        ExportName newest = copies.keySet().stream()
                .filter(name -> name.ledger().equals(ledger))
                .max(Comparator.comparingLong(ExportName::sequence))
                .orElseThrow();
        try {
            return read(newest, key, null).header().groups().contains(group.value());
        } catch (RefusedExport | ClientException unreadable) {
            return true;
        }
    }

    private ExportChain chain(List<ExportName> names, VerifiedExport last, Secret key) {
        Map<ExportName, VerifiedExport> chosen = new HashMap<>(Map.of(last.name(), last));
        String link = last.header().previous();
        for (int i = names.size() - 2; i >= 0; i--) {
            VerifiedExport file = read(names.get(i), key, link);
            chosen.put(file.name(), file);
            link = file.header().previous();
        }
        return ExportChain.of(names, name -> Objects.requireNonNull(chosen.get(name)));
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
