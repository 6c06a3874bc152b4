package io.twinlake.orchestrator.export;

import io.twinlake.clients.ClientException;
import io.twinlake.config.LeaseTerms;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.Secret;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.export.Exports;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.export.WrittenExport;
import io.twinlake.ledger.export.signed.ExportHead;
import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.orchestrator.export.EachPlace.Answer;
import io.twinlake.orchestrator.lease.HeldLease;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.lease.TakeLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is new in the ledger to every place that answers. A place that was away for a while gets a whole snapshot when it is back.
 * What could not be carried is recorded, and fails nothing.
 */
public final class ExportLedger {
    private static final Logger LOG = LoggerFactory.getLogger(ExportLedger.class);
    /** Of whoever carries copies away, among processes that share the ledger. */
    public static final LeaseName LEASE = new LeaseName("export");

    private static final String TAKEN =
            "a file of another process has the name; the next copy that comes here is a whole one";

    private final Ledger ledger;
    private final Exports exports;
    private final Collection<FailoverGroup> groups;
    private final NewLedger known;
    private final List<Place> places;
    private final Secret key;
    private final LeaseTerms terms;
    private final Time time;
    private final long largest;

    ExportLedger(Ledger ledger, TwinlakeConfig config, Secret key, Time time) {
        this(ledger, config, Place.of(config), key, time, VerifiedExport.LARGEST);
    }

    /** @param largest the most bytes that a file may have */
    ExportLedger(Ledger ledger, TwinlakeConfig config, List<Place> places, Secret key, Time time, long largest) {
        this.ledger = ledger;
        this.exports = ledger.exports();
        this.groups = config.groups().values();
        this.known = new NewLedger(config, ledger);
        this.places = places;
        this.key = key;
        this.terms = config.lease();
        this.time = time;
        this.largest = largest;
    }

    /** Exports if anything is new, or a place that was away is back, and nobody else who shares the ledger is at it. */
    void run(String owner) {
        forgetPlacesOfBefore();
        if (places.isEmpty()
                || groups.stream().noneMatch(group -> known.hasBegun(group.name()))
                || !exports.isBehind() && !isAPlaceBack()) {
            return;
        }
        // The witness is asked now: a host that was stopped for a while may not know yet that another has moved a
        // group.
        groups.forEach(group -> ledger.epochs().current(group.name(), group.home()));
        if (exports.isSuperseded()) {
            LOG.warn(
                    "the ledger is not exported: another host has moved a group since, and its ledger is the newer one");
            return;
        }
        try (HeldLease lease = new TakeLease(ledger.leases(), owner, terms, time).named(LEASE)) {
            inFolder(folder -> export(folder, lease));
        } catch (LeaseHeld e) {
            LOG.debug("the ledger is exported by another process reason={}", e.getMessage());
        }
    }

    /** A place that the configuration names no longer is not waited for. */
    private void forgetPlacesOfBefore() {
        Set<String> named = places.stream().map(Place::name).collect(Collectors.toSet());
        exports.places().stream()
                .map(PlaceState::place)
                .filter(place -> !named.contains(place))
                .forEach(exports::forget);
    }

    /** Whether one that does not have the newest copy answers: for one that does not, no file is written elsewhere. */
    private boolean isAPlaceBack() {
        Map<String, PlaceState> known = known();
        List<Place> behind = places.stream()
                .filter(place -> sequence(known.get(place.name())) < exports.sequence())
                .toList();
        return !given(prepared(behind), true).isEmpty();
    }

    private Map<String, PlaceState> known() {
        return exports.places().stream().collect(Collectors.toMap(PlaceState::place, Function.identity()));
    }

    private static long sequence(@Nullable PlaceState place) {
        return place == null ? 0 : place.sequence();
    }

    private static Map<Place, Answer<Boolean>> prepared(List<Place> places) {
        return EachPlace.ask(places, place -> {
            place.prepare();
            return true;
        });
    }

    private static void inFolder(Consumer<Path> work) {
        try {
            Path folder = Files.createTempDirectory("twinlake-export");
            try {
                work.accept(folder);
            } finally {
                for (String file : List.of("next", "snapshot")) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void export(Path folder, HeldLease lease) {
        Map<String, PlaceState> known = known();
        WrittenExport next = exports.next(folder.resolve("next"), key);
        Map<Place, Answer<Boolean>> answers = prepared(places);
        answers.putAll(EachPlace.ask(
                given(answers, true), place -> follows(next, known.get(place.name())) && carry(next, place)));
        // A place that was away, or that has a file of this name from a process which died before it could tell.
        List<Place> behind = given(answers, false);
        if (!behind.isEmpty()) {
            WrittenExport whole = exports.snapshot(folder.resolve("snapshot"), key, next);
            answers.putAll(EachPlace.ask(behind, place -> carry(whole, place)));
        }
        if (lease.isLost()) {
            LOG.warn("an export is given up: another process has begun one meanwhile");
            return;
        }
        if (given(answers, true).isEmpty()
                && behind.stream().anyMatch(place -> adopts(place, next.name().sequence()))) {
            export(folder, lease);
            return;
        }
        if (!given(answers, true).isEmpty() && !exports.advance(next)) {
            LOG.warn("an export counts for nothing: another process has carried one of its number meanwhile");
            return;
        }
        answers.forEach((place, answer) -> note(next, place, answer, known.get(place.name())));
        tell(next.head(), given(answers, true));
    }

    /** What could not be read back is not carried: a ledger that only seems to be safe elsewhere is worse than none. */
    private boolean carry(WrittenExport written, Place place) {
        if (written.length() > largest) {
            throw new RefusedExport(written.name() + " would have " + written.length() + " bytes; a copy has at most "
                    + largest + ", or it could not be restored.");
        }
        return place.put(written.name(), written.file());
    }

    /** Goes on from a file that a process of this ledger brought there before it died. */
    private boolean adopts(Place place, long sequence) {
        try {
            return place.list(Place.ASKING).keySet().stream()
                    .filter(name -> name.ledger().equals(ledger.identity()) && name.sequence() == sequence)
                    .anyMatch(name -> exports.adopt(VerifiedExport.read(name, place.read(name), key)));
        } catch (ClientException | RefusedExport e) {
            LOG.warn("a file that has the next name is none of ours place={} reason={}", place.name(), e.getMessage());
            return false;
        }
    }

    private static List<Place> given(Map<Place, Answer<Boolean>> answers, boolean value) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue() instanceof Answer.Given<Boolean> given && given.value() == value)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The witness keeps how far the copies reach, apart from them. */
    private void tell(ExportHead head, List<Place> reached) {
        if (!reached.isEmpty()) {
            EachPlace.ask(places.stream().filter(Place::isWitness).toList(), witness -> {
                        witness.tell(head, key);
                        return true;
                    })
                    .forEach((witness, answer) -> {
                        if (answer instanceof Answer.Missing<Boolean> missing) {
                            LOG.warn("the witness was not told how far the copies reach reason={}", missing.problem());
                        }
                    });
        }
    }

    /** Whether the place has what the file follows. */
    private static boolean follows(WrittenExport next, @Nullable PlaceState place) {
        return next.name().kind() == ExportName.Kind.SNAPSHOT
                || sequence(place) == next.name().sequence() - 1;
    }

    private void note(WrittenExport next, Place place, Answer<Boolean> answer, @Nullable PlaceState before) {
        boolean reached = answer instanceof Answer.Given<Boolean> given && given.value();
        if (reached) {
            LOG.info(
                    "the ledger's copy reached a place place={} sequence={}",
                    place.name(),
                    next.name().sequence());
            exports.note(new PlaceState(
                    place.name(), next.name().sequence(), time.clock().instant(), null));
            return;
        }
        String problem = answer instanceof Answer.Missing<Boolean> missing ? missing.problem() : TAKEN;
        LOG.warn("the ledger's copy did not reach a place place={} reason={}", place.name(), problem);
        exports.note(
                new PlaceState(place.name(), sequence(before), before == null ? null : before.reachedAt(), problem));
    }
}
