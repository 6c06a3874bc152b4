package io.twinlake.orchestrator.move.action;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the clones that syncs left running at the region that shall serve: each may go on for hours, and put a table of old rows in the
 * place of one that is written by then. They are asked all at once and have two seconds: a promotion does not wait for them.
 */
final class CancelClones {
    private static final Logger LOG = LoggerFactory.getLogger(CancelClones.class);
    private static final int AT_ONCE = 16;
    private static final int NAMED = 3;

    private final ProtectedGroup group;
    private final MoveContext move;
    private final Set<StatementId> asked = new HashSet<>();
    private final Set<CloneRecord> over = ConcurrentHashMap.newKeySet();
    private final Set<CloneRecord> cameToNothing = ConcurrentHashMap.newKeySet();

    CancelClones(ProtectedGroup group, MoveContext move) {
        this.group = group;
        this.move = move;
    }

    /** Asks those to end that were not asked before. */
    void cancel() {
        List<CloneRecord> running = inFlight().stream()
                .filter(clone -> statement(clone).filter(asked::add).isPresent())
                .toList();
        if (running.isEmpty()) {
            return;
        }
        Statements statements = group.workspace(move.to(), CallLimits.within(MoveContext.DEAD_OR_ALIVE_WITHIN))
                .statements();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, running.size()));
        try {
            running.forEach(clone -> threads.execute(() -> cancel(clone, statements)));
            threads.shutdown();
            if (!threads.awaitTermination(MoveContext.DEAD_OR_ALIVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("clones did not end in time run={} region={}", move.id(), move.to());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        cameToNothing.forEach(clone -> group.ledger().clones().put(clone.failed()));
        cameToNothing.clear();
    }

    /** One that had succeeded, or that the platform does not know any more, runs no longer; what it did is left to be read. */
    private void cancel(CloneRecord clone, Statements statements) {
        try {
            if (statements.cancel(statement(clone).orElseThrow())) {
                cameToNothing.add(clone);
            }
            over.add(clone);
        } catch (ClientException e) {
            if (e.category() == FailureCategory.NOT_FOUND) {
                over.add(clone);
            } else {
                LOG.warn("clone may run on object={} statement={}", clone.object(), clone.statementId(), e);
            }
        }
    }

    /** Names those that may run on, as a sentence that follows another; empty where there are none. */
    String mayRunOn() {
        List<String> tables = inFlight().stream()
                .filter(clone -> !over.contains(clone))
                .map(clone -> clone.object().toString())
                .distinct()
                .toList();
        if (tables.isEmpty()) {
            return "";
        }
        return " Copies that may still run there and would replace what is written from now on: "
                + tables.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (tables.size() > NAMED ? " and " + (tables.size() - NAMED) + " more" : "")
                + "; end them in the warehouse's query history.";
    }

    /** Empty where the answer to the handing in was lost: such a clone can only be named. */
    private static Optional<StatementId> statement(CloneRecord clone) {
        return Optional.ofNullable(clone.statementId()).map(StatementId::new);
    }

    private List<CloneRecord> inFlight() {
        return group.ledger().clones().inFlight(move.group().name(), move.to());
    }
}
