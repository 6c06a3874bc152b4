package io.twinlake.orchestrator.move.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.LookupKey;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lookup.LookupRows;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepAction;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Has the new primary's warehouse running and answering before anything asks it for customers. Before the promotion of a move that is not
 * forced it has it look up a row of each API table too: what cannot be read there is met while the old primary still serves, and the first
 * lookup is no cold one.
 */
record WarmWarehouse(ProtectedGroup group) implements StepAction {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

    @Override
    public StepResult perform(MoveContext move) {
        Workspace target = group.workspace(move.to());
        target.warehouse().ensureRunning(STARTS_WITHIN);
        target.statements().run(Statement.of("SELECT 1"), ANSWERS_WITHIN);
        List<ObjectName> tables = toLookUp(move);
        List<ObjectName> empty =
                tables.stream().filter(table -> !hasRow(table, move, target)).toList();
        return StepResult.done("The warehouse of " + move.to() + " answers"
                + (tables.isEmpty() ? "." : ", lookups in " + names(tables) + " too.")
                + (empty.isEmpty() ? "" : " Without a row: " + names(empty) + "."));
    }

    private static boolean hasRow(ObjectName table, MoveContext move, Workspace target) {
        ObjectNode described = target.catalog()
                .find(SecurableKind.TABLE, table)
                .orElseThrow(() -> StepFailed.broken(
                        table + " is not in " + move.to(),
                        "Run `twinlake sync`, or take it out of apiTables, and resume."));
        return new LookupRows(target.statements()).lookUpAny(table, LookupKey.of(described));
    }

    private static List<ObjectName> toLookUp(MoveContext move) {
        return move.isForced() || move.isPromoted() ? List.of() : move.group().apiTables();
    }

    private static String names(List<ObjectName> tables) {
        return tables.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    }

    @Override
    public StepResult plan(MoveContext move) {
        List<ObjectName> tables = toLookUp(move);
        return StepResult.done("Would start the warehouse of " + move.to() + " and "
                + (tables.isEmpty() ? "ask it a statement." : "look up a row of " + names(tables) + " there."));
    }
}
