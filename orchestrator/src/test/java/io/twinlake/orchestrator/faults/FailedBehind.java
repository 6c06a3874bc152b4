package io.twinlake.orchestrator.faults;

import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Steps that fail in a move which goes on behind them to its end: they stay failed, for the operator to do by hand. */
record FailedBehind(List<Verb> steps) {
    static final FailedBehind NONE = new FailedBehind(List.of());

    /** Where steps fail once from a first one on: of a move that one of them stops none stays failed, since it is taken up again. */
    static FailedBehind from(Verb first, Operation move, Predicate<Verb> fails) {
        List<RunbookStep> failing =
                from(first, move).filter(step -> fails.test(step.verb())).toList();
        return failing.stream().allMatch(RunbookStep::goesOnAfterFailure) ? of(failing.stream()) : NONE;
    }

    /** Those from a first one on that have failed, where it is not known beforehand which do; none while the move can be taken up again. */
    static FailedBehind foundFrom(Verb first, MoveScene scene) {
        EndState state = scene.moves().endState();
        if (state.moves().isEmpty() || state.moves().get(0).result() != RunResult.SUCCEEDED) {
            return NONE;
        }
        return of(from(first, scene.move())
                .filter(RunbookStep::goesOnAfterFailure)
                .filter(step -> state.statuses().get(step.name()) == StepStatus.FAILED));
    }

    private static Stream<RunbookStep> from(Verb first, Operation move) {
        Runbook runbook = MoveScene.runbook(move);
        return runbook.steps().stream().skip(runbook.position(first));
    }

    private static FailedBehind of(Stream<RunbookStep> steps) {
        return new FailedBehind(steps.map(RunbookStep::verb).toList());
    }

    /** Makes of an undisturbed end the one that is promised, and leaves out what only the steps themselves would have turned. */
    void promised(Map<String, String> end, Map<String, String> still) {
        for (Verb verb : steps) {
            becomes(still, verb, StepStatus.FAILED);
            end.remove("world: " + verb.word());
            still.remove("world: " + verb.word());
            if (verb == Verb.FENCE_PRIMARY) {
                still.computeIfPresent("fences", (name, fences) -> fences.replace("=FENCED", "=UNFENCED"));
                still.keySet().removeIf(name -> name.startsWith("world: jobs-"));
                end.keySet().removeIf(name -> name.startsWith("world: jobs-"));
            }
            if (verb == Verb.PROVE_AGAIN) {
                becomes(still, Verb.RELEASE_REVERSE, StepStatus.SKIPPED);
                still.put(
                        "hold",
                        "Optional[move from a region: what was committed there behind the proof of versions is not known]");
                end.computeIfPresent("hold", (name, hold) -> hold.replaceFirst("from \\w+:", "from a region:"));
            }
        }
    }

    private static void becomes(Map<String, String> still, Verb verb, StepStatus status) {
        still.computeIfPresent(
                "steps", (name, steps) -> steps.replaceFirst(verb.word() + "=\\w+", verb.word() + "=" + status));
    }
}
