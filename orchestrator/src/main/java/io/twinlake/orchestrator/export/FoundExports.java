package io.twinlake.orchestrator.export;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.Secret;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.ledger.export.signed.ExportHead;
import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.orchestrator.export.EachPlace.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The copies of ledgers that the places hold which answer. Which of them is the newest goes by what is signed: the promotions that a
 * ledger knows, its sequence and the time in its header; never by when a file came to a place.
 */
public final class FoundExports {
    private static final String NOT_PROVEN = "that none is missing at their end is not proven.";
    private static final Comparator<ExportName> BY_SEQUENCE =
            Comparator.comparingLong(ExportName::sequence).thenComparing(ExportName::kind, Comparator.reverseOrder());

    private final Secret key;
    private final Map<Place, Map<ExportName, Long>> held;
    private final Optional<Place> witness;
    private final Map<String, String> problems;

    private FoundExports(
            Secret key, Map<Place, Map<ExportName, Long>> held, Optional<Place> witness, Map<String, String> problems) {
        this.key = key;
        this.held = held;
        this.witness = witness;
        this.problems = problems;
    }

    /** Asks every place that the configuration knows, and changes nothing there; one that does not answer is passed over. */
    public static FoundExports ask(TwinlakeConfig config, Secret key) {
        return ask(Place.of(config), key, Place.PATIENT);
    }

    /** @param asking how long a place may take to answer at all */
    static FoundExports ask(List<Place> places, Secret key, CallLimits asking) {
        Map<Place, Map<ExportName, Long>> held = new TreeMap<>(Comparator.comparing(Place::name));
        Map<String, String> problems = new TreeMap<>();
        EachPlace.ask(places, place -> place.list(asking)).forEach((place, answer) -> {
            if (answer instanceof Answer.Given<Map<ExportName, Long>> given) {
                held.put(place, given.value());
            } else {
                problems.put(place.name(), ((Answer.Missing<Map<ExportName, Long>>) answer).problem());
            }
        });
        Optional<Place> witness =
                held.keySet().stream().filter(Place::isWitness).findFirst();
        return new FoundExports(key, held, witness, problems);
    }

    /** Those of one place; the witness is asked all the same how far they should reach. Empty where that place does not answer. */
    public Optional<FoundExports> in(String place) {
        Map<Place, Map<ExportName, Long>> alone = held.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(place))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return alone.isEmpty() ? Optional.empty() : Optional.of(new FoundExports(key, alone, witness, Map.of()));
    }

    /** The places that answered. */
    List<String> answered() {
        return held.keySet().stream().map(Place::name).toList();
    }

    /** Why the others did not, by their names. */
    public Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    /** The ledgers whose newest copy tells of a group, or cannot be read with the key: nobody can say that such a one does not. */
    List<String> ledgersOf(GroupName group) {
        return ledgers(Optional.empty()).stream()
                .filter(ledger -> mayTellOf(group, ledger))
                .toList();
    }

    private boolean mayTellOf(GroupName group, String ledger) {
        try {
            return last(ledger, List.of()).header().groups().contains(group.value());
        } catch (RefusedExport | ClientException unreadable) {
            return true;
        }
    }

    /** Whether any place that answers has a copy of this ledger. */
    public boolean has(String ledger) {
        return names(held.keySet()).stream().anyMatch(name -> name.ledger().equals(ledger));
    }

    /**
     * The newest ledger of those that know one of our groups, read and verified wholly. An older ledger never stands in for a newer one
     * that is incomplete, nor the beginning of one for its whole.
     *
     * @param ledger the identity of the ledger that is wanted
     * @param acceptOlder takes what is there although the witness was told of more
     * @throws RefusedExport where there is none, or a file of it is missing or was changed
     */
    public NewestCopy newest(Set<GroupName> groups, Optional<String> ledger, boolean acceptOlder) {
        Set<String> wanted = groups.stream().map(GroupName::value).collect(Collectors.toSet());
        List<String> doubts = new ArrayList<>();
        KnownHeads known = heads(ledger, doubts);
        List<ExportHead> heads = known.heads().stream()
                .filter(head -> !disjoint(head.epochs().keySet(), wanted))
                .toList();
        VerifiedExport last = newestLast(wanted, ledger, heads);
        known.unreadable().forEach((of, refused) -> doubts.add(unreadable(of, last, refused, acceptOlder)));
        if (doubts.isEmpty()
                && heads.stream()
                        .noneMatch(head -> head.ledger().equals(last.name().ledger()))) {
            doubts.add("The witness was never told how far the copies of this ledger reach: " + NOT_PROVEN);
        }
        heads.stream()
                .max(newestOf(wanted))
                .filter(head -> newestOf(wanted).compare(head, last.head()) > 0)
                .ifPresent(head -> doubts.add(missing(head, last, acceptOlder)));
        List<ExportName> names =
                ExportChain.newest(ofLedger(held.keySet(), last.name().ledger()));
        ExportChain chain = chain(held.keySet(), names, last);
        if (!acceptOlder) {
            heads.forEach(head -> requireKnown(chain, head));
        }
        return new NewestCopy(chain, doubts);
    }

    private KnownHeads heads(Optional<String> ledger, List<String> doubts) {
        if (witness.isEmpty()) {
            doubts.add("No witness could be asked how far the copies reach: " + NOT_PROVEN);
            return KnownHeads.NONE;
        }
        try {
            return witness.get().heads(ledger, key);
        } catch (ClientException e) {
            doubts.add("The witness did not say how far the copies reach (" + e.getMessage() + "): " + NOT_PROVEN);
            return KnownHeads.NONE;
        }
    }

    /** Of the ledger that is taken, a word that cannot be believed refuses; of another one it is told. */
    private static String unreadable(String of, VerifiedExport last, RefusedExport refused, boolean acceptOlder) {
        String sentence = String.valueOf(refused.getMessage());
        if (of.equals(last.name().ledger()) && !acceptOlder) {
            throw new RefusedExport(
                    sentence + " The last copy that a place has which answers is " + last.name() + ", signed at "
                            + last.header().at() + "; " + NOT_PROVEN,
                    "See that the key is the right one. `--accept-older` takes what is there.");
        }
        return sentence;
    }

    private static String missing(ExportHead head, VerifiedExport last, boolean acceptOlder) {
        String more = "The witness knows of copies of ledger " + head.ledger() + " up to number " + head.sequence()
                + ", signed at " + head.at() + "; the last that a place has which answers is " + last.name()
                + ", signed at " + last.header().at() + ".";
        if (!acceptOlder) {
            throw new RefusedExport(
                    more,
                    "Bring the place back that has the rest. Where it is lost for good, `--accept-older` takes what is there.");
        }
        return more;
    }

    /** The file of a number that the witness was told of is that very one. */
    private static void requireKnown(ExportChain chain, ExportHead head) {
        chain.files().stream()
                .filter(file -> file.name().ledger().equals(head.ledger())
                        && file.name().sequence() == head.sequence())
                .filter(file -> !file.link().equals(head.link()))
                .findFirst()
                .ifPresent(file -> {
                    throw new RefusedExport(file.name()
                            + " is another file than the one that the witness was told of under this number.");
                });
    }

    private VerifiedExport newestLast(Set<String> wanted, Optional<String> ledger, List<ExportHead> heads) {
        List<VerifiedExport> ours = new ArrayList<>();
        Set<String> foreign = new TreeSet<>();
        for (String found : ledgers(ledger)) {
            VerifiedExport last = last(found, heads);
            if (disjoint(last.header().groups(), wanted)) {
                foreign.add(last.name() + " is of a ledger of other groups "
                        + new TreeSet<>(last.header().groups()) + ".");
            } else {
                ours.add(last);
            }
        }
        return ours.stream()
                .max(Comparator.comparing(VerifiedExport::head, newestOf(wanted)))
                .orElseThrow(() ->
                        new RefusedExport("No copy of a ledger that knows one of the groups " + new TreeSet<>(wanted)
                                + " was found in "
                                + answered() + ". "
                                + String.join(" ", foreign)));
    }

    private Set<String> ledgers(Optional<String> ledger) {
        return names(held.keySet()).stream()
                .map(ExportName::ledger)
                .filter(found -> ledger.isEmpty() || ledger.get().equals(found))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private VerifiedExport last(String ledger, List<ExportHead> heads) {
        ExportName name =
                ofLedger(held.keySet(), ledger).stream().max(BY_SEQUENCE).orElseThrow();
        @Nullable
        String link = heads.stream()
                .filter(head -> head.ledger().equals(ledger) && head.sequence() == name.sequence())
                .map(ExportHead::link)
                .findFirst()
                .orElse(null);
        return read(held.keySet(), name, link);
    }

    /** How every place stands beside the newest copy. */
    public List<PlaceReport> places(NewestCopy newest) {
        List<PlaceReport> reports = new ArrayList<>();
        held.forEach((place, names) -> reports.add(report(place, newest.chain().last())));
        problems.forEach((place, problem) -> reports.add(PlaceReport.silent(place, problem)));
        return reports;
    }

    /** What every place has alone, where no copy is known to be the newest. */
    public List<PlaceReport> places(Set<GroupName> groups, Optional<String> ledger) {
        List<PlaceReport> reports = new ArrayList<>();
        held.forEach((place, names) -> reports.add(report(place, names, groups, ledger)));
        problems.forEach((place, problem) -> reports.add(PlaceReport.silent(place, problem)));
        return reports;
    }

    private PlaceReport report(
            Place place, Map<ExportName, Long> names, Set<GroupName> groups, Optional<String> ledger) {
        try {
            return PlaceReport.alone(
                    place.name(),
                    new FoundExports(key, Map.of(place, names), Optional.empty(), Map.of())
                            .newest(groups, ledger, true)
                            .chain()
                            .last());
        } catch (RefusedExport | ClientException e) {
            return PlaceReport.silent(place.name(), String.valueOf(e.getMessage()));
        }
    }

    private PlaceReport report(Place place, VerifiedExport newest) {
        Set<Place> alone = Set.of(place);
        List<ExportName> names = ofLedger(alone, newest.name().ledger());
        if (names.isEmpty()) {
            return PlaceReport.silent(place.name(), "It has no copy of this ledger.");
        }
        try {
            List<ExportName> chosen = ExportChain.newest(names);
            VerifiedExport last = read(alone, chosen.get(chosen.size() - 1), null);
            chain(alone, chosen, last);
            return PlaceReport.of(place.name(), last, newest);
        } catch (RefusedExport | ClientException e) {
            return PlaceReport.silent(place.name(), String.valueOf(e.getMessage()));
        }
    }

    private ExportChain chain(Collection<Place> from, List<ExportName> names, VerifiedExport last) {
        Map<ExportName, VerifiedExport> chosen = new HashMap<>();
        ExportName end = names.get(names.size() - 1);
        VerifiedExport file = end.equals(last.name()) ? last : read(from, end, last.link());
        chosen.put(end, file);
        for (int i = names.size() - 2; i >= 0; i--) {
            file = read(from, names.get(i), file.header().previous());
            chosen.put(file.name(), file);
        }
        return ExportChain.of(names, name -> Objects.requireNonNull(chosen.get(name)));
    }

    /**
     * One good copy of a file. A host that died between two places may have left two of one name: the one that the next file follows is
     * taken, and of the last the one that was signed last.
     */
    private VerifiedExport read(Collection<Place> from, ExportName name, @Nullable String link) {
        List<VerifiedExport> good = new ArrayList<>();
        RuntimeException refused = new RefusedExport(name + " is missing.");
        for (Place place : from) {
            @Nullable Long length = held.getOrDefault(place, Map.of()).get(name);
            try {
                if (length != null) {
                    good.add(verified(place, name, length));
                }
            } catch (RefusedExport | ClientException e) {
                refused = e;
            }
        }
        RuntimeException none = refused;
        return good.stream()
                .filter(file -> file.link().equals(link))
                .findFirst()
                .or(() -> good.stream()
                        .max(Comparator.comparing(file -> file.header().at())))
                .orElseThrow(() -> none);
    }

    private VerifiedExport verified(Place place, ExportName name, long length) {
        if (length > VerifiedExport.LARGEST) {
            throw new RefusedExport(name + " in " + place.name() + " is larger than any copy: " + length + " bytes.");
        }
        return VerifiedExport.read(name, place.read(name), key);
    }

    private static Comparator<ExportHead> newestOf(Set<String> groups) {
        return Comparator.<ExportHead>comparingLong(head -> head.promotions(groups))
                .thenComparing(ExportHead::at);
    }

    private static boolean disjoint(Set<String> one, Set<String> other) {
        return one.stream().noneMatch(other::contains);
    }

    private Set<ExportName> names(Collection<Place> from) {
        return from.stream()
                .flatMap(place -> held.getOrDefault(place, Map.of()).keySet().stream())
                .collect(Collectors.toSet());
    }

    private List<ExportName> ofLedger(Collection<Place> from, String ledger) {
        return names(from).stream().filter(name -> name.ledger().equals(ledger)).toList();
    }
}
