package io.twinlake.runbooks.order;

import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookProblem;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Stage;
import io.twinlake.runbooks.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks a runbook's steps against the rules of its kind. */
public final class StepOrder {
    private final String source;
    private final Runbook runbook;
    private final List<RunbookProblem> problems = new ArrayList<>();

    private StepOrder(String source, Runbook runbook) {
        this.source = source;
        this.runbook = runbook;
    }

    /** Every broken rule, in the text's order; empty when the order is safe. */
    public static List<RunbookProblem> problems(String source, Runbook runbook) {
        StepOrder order = new StepOrder(source, runbook);
        order.once();
        order.kind(KindRules.of(runbook.kind()));
        order.stages();
        OrderRule.ALL.forEach(order::rule);
        return List.copyOf(order.problems);
    }

    private void once() {
        Set<Verb> seen = EnumSet.noneOf(Verb.class);
        for (RunbookStep step : runbook.steps()) {
            if (!seen.add(step.verb())) {
                add(step, "'" + step.name() + "' stands here twice");
            }
        }
    }

    private void kind(KindRules rules) {
        String kind = "a " + runbook.kind().word();
        for (RunbookStep step : runbook.steps()) {
            if (rules.forbidden().contains(step.verb())) {
                add(step, kind + " must not have '" + step.name() + "'");
            }
            if (step.beside() && !runbook.kind().moves()) {
                add(step, "a drill's steps run one after the other: '" + step.name() + "' cannot run beside them");
            } else if (step.beside() && !step.goesOnAfterFailure()) {
                add(step, "'" + step.name() + "' runs beside the others, so it needs onFailure: continue");
            }
            if (step.goesOnAfterFailure() && !rules.mayFail().contains(step.verb())) {
                add(step, "in " + kind + " a failed '" + step.name() + "' must stop: onFailure cannot be continue");
            }
        }
        rules.required().stream()
                .filter(verb -> !runbook.has(verb))
                .forEach(verb ->
                        problems.add(new RunbookProblem(source, 0, kind + " needs the step '" + verb.word() + "'")));
    }

    private void stages() {
        int promotion = runbook.position(Verb.PROMOTE);
        for (int i = 0; promotion >= 0 && i < runbook.steps().size(); i++) {
            RunbookStep step = runbook.steps().get(i);
            Stage stage = step.verb().stage();
            if (stage == Stage.BEFORE_PROMOTION && i > promotion) {
                add(step, "'" + step.name() + "' must come before 'promote'");
            } else if (stage == Stage.AFTER_PROMOTION && i < promotion) {
                add(step, "'" + step.name() + "' must come after 'promote'");
            }
        }
    }

    private void rule(OrderRule rule) {
        int first = runbook.position(rule.first());
        int then = runbook.position(rule.then());
        if (first >= 0 && then >= 0 && then < first) {
            add(
                    runbook.steps().get(then),
                    "'" + rule.then().word() + "' must come after '"
                            + rule.first().word() + "': " + rule.because());
        }
    }

    private void add(RunbookStep step, String message) {
        problems.add(new RunbookProblem(source, step.line(), message));
    }
}
