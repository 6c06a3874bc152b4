package io.twinlake.orchestrator.export;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.Secret;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.export.ExportName;
import io.twinlake.ledger.export.Exports;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.export.WrittenExport;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.orchestrator.export.EachPlace.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
final class ExportLedger {
    private static final Logger LOG = LoggerFactory.getLogger(ExportLedger.class);
    private static final LeaseName LEASE = new LeaseName("export");
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Exports exports;
    private final Collection<FailoverGroup> groups;
    private final List<Place> places;
    private final Secret key;
    private final Clock clock;

    ExportLedger(Ledger ledger, TwinlakeConfig config, Secret key, Clock clock) {
        this.ledger = ledger;
        this.exports = ledger.exports();
        this.groups = config.groups().values();
        this.places = Place.of(config);
        this.key = key;
        this.clock = clock;
    }

    /** Exports if anything is new, and nobody else who shares the ledger is at it. */
    void run(String owner) {
        if (places.isEmpty() || !exports.isBehind()) {
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
        LeaseAttempt attempt = ledger.leases().acquire(LEASE, owner, AT_MOST);
        if (attempt instanceof LeaseAttempt.Acquired acquired) {
            Lease lease = acquired.lease();
            try {
                inFolder(this::export);
            } finally {
                ledger.leases().release(lease);
            }
        }
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

    private void export(Path folder) {
        Map<String, PlaceState> known =
                exports.places().stream().collect(Collectors.toMap(PlaceState::place, Function.identity()));
        WrittenExport next = exports.next(folder.resolve("next"), key);
        Map<Place, Answer<Boolean>> answers = EachPlace.ask(places, place -> {
            place.prepare();
            return true;
        });
        boolean lagging = answers.entrySet().stream()
                .anyMatch(entry -> entry.getValue() instanceof Answer.Given
                        && !follows(next, known.get(entry.getKey().name())));
        WrittenExport whole = lagging ? exports.snapshot(folder.resolve("snapshot"), key, next) : next;
        Map<Place, Answer<Boolean>> carried = EachPlace.ask(
                places.stream()
                        .filter(place -> answers.get(place) instanceof Answer.Given)
                        .toList(),
                place -> {
                    WrittenExport file = follows(next, known.get(place.name())) ? next : whole;
                    place.put(file.name(), file.file());
                    return true;
                });
        answers.putAll(carried);
        if (carried.values().stream().anyMatch(Answer.Given.class::isInstance)) {
            exports.advance(next);
        }
        answers.forEach((place, answer) -> note(next, place, answer, known.get(place.name())));
    }

    /** Whether the place has what the file follows. */
    private static boolean follows(WrittenExport next, @Nullable PlaceState place) {
        long has = place == null ? 0 : place.sequence();
        return next.name().kind() == ExportName.Kind.SNAPSHOT
                || has == next.name().sequence() - 1;
    }

    private void note(WrittenExport next, Place place, Answer<Boolean> answer, @Nullable PlaceState before) {
        if (answer instanceof Answer.Missing<Boolean> missing) {
            LOG.warn("the ledger's copy did not reach a place place={} reason={}", place.name(), missing.problem());
            exports.note(new PlaceState(
                    place.name(),
                    before == null ? 0 : before.sequence(),
                    before == null ? null : before.reachedAt(),
                    missing.problem()));
            return;
        }
        LOG.info(
                "the ledger's copy reached a place place={} sequence={}",
                place.name(),
                next.name().sequence());
        exports.note(new PlaceState(place.name(), next.name().sequence(), clock.instant(), null));
    }
}
