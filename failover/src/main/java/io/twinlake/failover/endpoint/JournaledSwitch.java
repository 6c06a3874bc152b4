package io.twinlake.failover.endpoint;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.SwitchEntry;
import io.twinlake.ledger.journal.SwitchJournal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A switch of any mechanism. Order: the journal has before and after; the guard lets the write through; the write is sent; and only what
 * is then read says whether it was done. A write that was refused or not answered is sent again a few times as long as the setting reads
 * as before; once it reads as anything else than before or after, another hand is at work and this one lets go.
 */
public final class JournaledSwitch implements EndpointSwitch {
    private static final Logger log = LoggerFactory.getLogger(JournaledSwitch.class);
    /** With the waits between them about a quarter of a minute, in which Azure's own conflicts pass. */
    private static final int MOST_WRITES = 8;

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Mechanism mechanism;
    private final SwitchJournal journal;
    private final Probing probing;
    private final Time time;
    private volatile Deadline settled;

    public JournaledSwitch(Mechanism mechanism, SwitchJournal journal, Time time) {
        this.mechanism = mechanism;
        this.journal = journal;
        this.probing = new Probing(mechanism, time);
        this.time = time;
        this.settled = time.deadline(Duration.ZERO);
    }

    @Override
    public String name() {
        return mechanism.name();
    }

    @Override
    public SwitchReading read() {
        return mechanism.read();
    }

    @Override
    public SwitchPlan plan(RegionName to) {
        SwitchReading now = mechanism.read();
        boolean serves = now.servedBy().filter(to::equals).isPresent();
        return new SwitchPlan(name(), to, now, serves ? now.values() : mechanism.valuesFor(to, now));
    }

    @Override
    public SwitchResult apply(RunId run, SwitchPlan plan, Runnable guard) {
        SwitchReading now = mechanism.read();
        Optional<SwitchEntry> begun = journal.find(run, name());
        if (now.values().equals(plan.after())) {
            begun.ifPresent(entry -> note(entry, SwitchEntry.State.VERIFIED));
            return new SwitchResult.AlreadyInForce(now);
        }
        if (!now.values().equals(plan.before().values())) {
            return anotherHand(now, "planned");
        }
        // An earlier attempt of this run may have planned over something else.
        if (begun.filter(entry -> !entry.before().equals(now.values())).isPresent()) {
            return anotherHand(now, "first read by run " + run);
        }
        SwitchEntry entry = begun.orElseGet(() -> entry(run, plan, now));
        note(entry, SwitchEntry.State.INTENDED);
        return turn(entry, now, guard);
    }

    @Override
    public LookupAnswer ask(Duration within) {
        return mechanism.ask(within);
    }

    @Override
    public Probe probe(RegionName expected, Duration within) {
        return probing.until(expected, within, settled);
    }

    @Override
    public TurnProof prove(RegionName expected) {
        return probing.prove(expected, settled);
    }

    /** Writes until it reads as wanted. */
    private SwitchResult turn(SwitchEntry entry, SwitchReading from, Runnable guard) {
        Map<String, String> to = entry.after();
        SwitchReading now = from;
        for (int writes = 1; ; writes++) {
            guard.run();
            Attempt attempt = attempt(now, to);
            if (attempt.isAccepted()) {
                note(entry, SwitchEntry.State.APPLIED);
            }
            now = mechanism.read();
            if (now.values().equals(to)) {
                settled = time.deadline(mechanism.settles());
                note(entry, SwitchEntry.State.VERIFIED);
                log.info("switch={} run={} before={} after={}", name(), entry.run(), from.values(), to);
                return new SwitchResult.Switched(from, now);
            }
            if (!now.values().equals(from.values())) {
                return anotherHand(now, "read");
            }
            if (writes == MOST_WRITES) {
                throw attempt.failure() == null ? withoutEffect(attempt) : attempt.failure();
            }
            pause(writes);
        }
    }

    /**
     * A write, as far as its sender knows.
     *
     * @param failure what it failed with, where reading can tell what became of it
     */
    private record Attempt(boolean sent, @Nullable ClientException failure) {
        boolean isAccepted() {
            return sent && failure == null;
        }
    }

    private Attempt attempt(SwitchReading over, Map<String, String> values) {
        try {
            return new Attempt(mechanism.write(over, values), null);
        } catch (ClientException failure) {
            return switch (failure.category()) {
                case CONFLICT, TIMEOUT, UNAVAILABLE, PROTOCOL -> new Attempt(true, failure);
                case AUTHENTICATION, PERMISSION, NOT_FOUND, INVALID, LIMIT, FIREWALL, RATE_LIMITED -> throw failure;
            };
        }
    }

    private ClientException withoutEffect(Attempt last) {
        return new ClientException(
                FailureCategory.CONFLICT,
                "turn the switch",
                name(),
                null,
                "Could not turn the switch " + name() + ": "
                        + (last.sent()
                                ? "Azure accepts the change, and reads as before"
                                : "another hand changes its other settings again and again"),
                null);
    }

    private SwitchResult anotherHand(SwitchReading now, String since) {
        return new SwitchResult.Refused(
                now,
                "The switch " + name() + " was changed by another hand since it was " + since + ": it is now "
                        + now.values() + ". Find out who did that, then run the command again.");
    }

    private SwitchEntry entry(RunId run, SwitchPlan plan, SwitchReading before) {
        return new SwitchEntry(
                run,
                name(),
                plan.to(),
                before.values(),
                plan.after(),
                before.etag(),
                SwitchEntry.State.INTENDED,
                time.clock().instant());
    }

    private void note(SwitchEntry entry, SwitchEntry.State state) {
        journal.put(entry.in(state, time.clock().instant()));
    }

    private void pause(int writes) {
        try {
            Duration doubled = FIRST_WAIT.multipliedBy(1L << (writes - 1));
            time.sleeper().sleep(doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClientException(
                    FailureCategory.UNAVAILABLE,
                    "turn the switch",
                    name(),
                    null,
                    "Turning the switch " + name() + " was interrupted; read it before it is turned again",
                    interrupted);
        }
    }
}
