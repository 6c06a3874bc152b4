package io.twinlake.orchestrator.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen while a fault acted and after it: calls, commands, both regions and the ledger. Thread safe. */
public final class Evidence {
    /**
     * A command of the product that was let end.
     *
     * @param document what it answered with; null where that was no document
     */
    public record Command(
            String words,
            Instant begun,
            Instant ended,
            int exit,
            @Nullable JsonNode document) {
        boolean covers(Instant moment) {
            return !moment.isBefore(begun) && !moment.isAfter(ended);
        }
    }

    /**
     * Work of somebody else.
     *
     * @param before how it was when that hand had done it
     * @param after how it was at the end
     * @param onTheWire whether the product's own write of it had been sent already: nothing can call that back
     * @param believed whether the product calls it in sync at the end
     */
    public record ForeignWork(String object, String before, String after, boolean onTheWire, boolean believed) {}

    /** Who serves, as one of those says it who may be asked. */
    public record Served(String teller, long epoch, String primary) {}

    /** From when on a holder was stale, and until when whatever was written was written by it. */
    public record Stale(String holder, Instant from, Instant until) {}

    /** A forced move away from a region. */
    public record Forced(String primary, Instant begun, Instant ended) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<Call> unanswered = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<ForeignWork> foreign = new ArrayList<>();
    private final List<Served> served = new ArrayList<>();
    private final List<Stale> stale = new ArrayList<>();
    private final List<Forced> forced = new ArrayList<>();
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private final Map<String, String> runs = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> brokenChains = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> scope = new LinkedHashSet<>();
    private final Set<String> stood = new LinkedHashSet<>();
    private final Set<String> stands = new LinkedHashSet<>();
    private final Map<String, String> end = new LinkedHashMap<>();
    private final Map<String, String> undisturbed = new LinkedHashMap<>();
    private boolean ledgerRead;

    /** Calls in the order in which they arrived. */
    public synchronized Evidence called(Collection<Call> more) {
        calls.addAll(more);
        return this;
    }

    /** A call that had its effect and whose answer never came, cut between the server and the product. */
    public synchronized Evidence unanswered(Call call) {
        unanswered.add(call);
        return this;
    }

    public synchronized Evidence ended(Command command) {
        commands.add(command);
        if (command.document() != null && command.exit() != 130) {
            String run = command.document().path("run").asText();
            String result = command.document().path("result").asText();
            if (!run.isEmpty() && !result.isEmpty()) {
                acknowledged.put(run, result);
            }
        }
        return this;
    }

    public synchronized Evidence foreign(ForeignWork work) {
        foreign.add(work);
        return this;
    }

    public synchronized Evidence served(Served told) {
        served.add(told);
        return this;
    }

    public synchronized Evidence stale(Stale holder) {
        stale.add(holder);
        return this;
    }

    public synchronized Evidence forced(Forced move) {
        forced.add(move);
        return this;
    }

    /** A row that the product has told of: a run and its result. */
    public synchronized Evidence acknowledged(String run, String result) {
        acknowledged.put(run, result);
        return this;
    }

    /** The ledger is gone: what it acknowledged is in none. */
    public synchronized Evidence ledgerLost() {
        acknowledged.clear();
        return this;
    }

    /** What the ledger holds at the end of a run, and what in it is not settled. */
    public synchronized Evidence ledger(Map<String, String> results, List<String> unsettled, boolean chainHolds) {
        ledgerRead = true;
        runs.putAll(results);
        open.addAll(unsettled);
        if (!chainHolds) {
            brokenChains.add("the audit trail's chain is broken");
        }
        return this;
    }

    /** A text that somebody might read: output, log, report, the ledger's rows. */
    public synchronized Evidence text(String name, String text) {
        texts.merge(name, text, String::concat);
        return this;
    }

    public synchronized Evidence secrets(Collection<String> values) {
        secrets.addAll(values);
        return this;
    }

    /** Every object that the group has. */
    public synchronized Evidence scope(Collection<String> objects) {
        scope.addAll(objects);
        return this;
    }

    /** What stood at both regions before, and what stands there at the end. */
    public synchronized Evidence standing(Collection<String> before, Collection<String> after) {
        stood.addAll(before);
        stands.addAll(after);
        return this;
    }

    /** How everything is at the end, and how it is where nobody disturbed it. */
    public synchronized Evidence ends(Map<String, String> disturbed, Map<String, String> undisturbedEnd) {
        end.putAll(disturbed);
        undisturbed.putAll(undisturbedEnd);
        return this;
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized List<Call> unanswered() {
        return List.copyOf(unanswered);
    }

    synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    synchronized List<ForeignWork> foreign() {
        return List.copyOf(foreign);
    }

    synchronized List<Served> served() {
        return List.copyOf(served);
    }

    synchronized List<Stale> stale() {
        return List.copyOf(stale);
    }

    synchronized List<Forced> forced() {
        return List.copyOf(forced);
    }

    synchronized Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    synchronized Map<String, String> runs() {
        return Map.copyOf(runs);
    }

    synchronized List<String> open() {
        return List.copyOf(open);
    }

    synchronized List<String> brokenChains() {
        return List.copyOf(brokenChains);
    }

    synchronized boolean isLedgerRead() {
        return ledgerRead;
    }

    synchronized Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    synchronized Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    synchronized Set<String> scope() {
        return Set.copyOf(scope);
    }

    synchronized Set<String> stood() {
        return Set.copyOf(stood);
    }

    synchronized Set<String> stands() {
        return Set.copyOf(stands);
    }

    synchronized Map<String, String> end() {
        return Map.copyOf(end);
    }

    synchronized Map<String, String> undisturbed() {
        return Map.copyOf(undisturbed);
    }
}
