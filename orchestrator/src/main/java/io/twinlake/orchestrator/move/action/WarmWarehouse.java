package io.twinlake.orchestrator.move.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Statement;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import io.twinlake.orchestrator.lookup.LookupKey;
import io.twinlake.orchestrator.lookup.LookupRows;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.move.StepFailed;
import io.twinlake.orchestrator.move.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Has the new primary's warehouse running and answering before anything asks it for customers. A move that is not forced has it look up
 * a row of each API table too: what cannot be read there is met while the old primary still serves, and the first lookup is no cold one.
 */
record WarmWarehouse(MoveParts parts) implements StepAction {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

    @Override
    public StepResult perform(MoveContext move) {
        Workspace target = parts.workspaces().apply(move.to(), CallLimits.standard());
        target.warehouse().ensureRunning(STARTS_WITHIN);
        target.statements().run(Statement.of("SELECT 1"), ANSWERS_WITHIN);
        List<ObjectName> read = move.isForced() ? List.of() : lookUp(move, target);
        return StepResult.done("The warehouse of " + move.to() + " answers"
                + (read.isEmpty()
                        ? "."
                        : ", and a row of "
                                + read.stream().map(ObjectName::toString).collect(Collectors.joining(", "))
                                + " was looked up there."));
    }

    private static List<ObjectName> lookUp(MoveContext move, Workspace target) {
        LookupRows rows = new LookupRows(target.statements());
        List<ObjectName> read = new ArrayList<>();
        for (ObjectName table : move.group().apiTables()) {
            try {
                ObjectNode described = target.catalog()
                        .find(SecurableKind.TABLE, table)
                        .orElseThrow(() -> unreadable(table, move, "it is not there"));
                Optional<String> column = LookupKey.of(described);
                Optional<String> key = column.flatMap(name -> rows.anyKey(table, name));
                if (key.isPresent()) {
                    rows.read(table, Optional.empty(), column.get(), List.of(key.get()));
                    read.add(table);
                }
            } catch (ClientException e) {
                throw unreadable(table, move, String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    private static StepFailed unreadable(ObjectName table, MoveContext move, String reason) {
        return StepFailed.broken(
                table + " cannot be read in " + move.to() + ": " + reason,
                "Mend that and resume; the API would answer no lookup from there.");
    }

    @Override
    public StepResult plan(MoveContext move) {
        return StepResult.done("Would start the warehouse of " + move.to() + " and ask it a statement.");
    }
}
