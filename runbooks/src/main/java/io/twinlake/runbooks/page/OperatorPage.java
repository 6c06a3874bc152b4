package io.twinlake.runbooks.page;

import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Stage;
import io.twinlake.runbooks.Verb;

/** A runbook as a page of Markdown that an operator can print and follow by hand. */
public final class OperatorPage {
    private OperatorPage() {}

    /** The whole page. */
    public static String of(Runbook runbook) {
        StringBuilder page = new StringBuilder();
        page.append("# ")
                .append(runbook.title())
                .append("\n\n")
                .append(runbook.purpose())
                .append("\n\n");
        page.append("Runbook `")
                .append(runbook.name())
                .append("`, text `")
                .append(runbook.hash())
                .append("`.\n\n");
        page.append("## What to type\n\n    ").append(command(runbook.kind())).append("\n\n");
        page.append(asked(runbook.kind())).append("\n\n## What happens\n\n");
        int number = 0;
        for (RunbookStep step : runbook.steps()) {
            number++;
            page.append(number)
                    .append(". **")
                    .append(step.name())
                    .append("** ")
                    .append(step.what())
                    .append('\n');
            page.append("   - ").append(nature(step)).append('\n');
            page.append("   - If it fails: ").append(step.byHand()).append('\n');
        }
        if (runbook.has(Verb.PROMOTE)) {
            page.append("\n## When it stopped\n\n").append(stopped()).append('\n');
        }
        return page.toString();
    }

    private static String command(RunbookKind kind) {
        return switch (kind) {
            case PLANNED_FAILOVER -> "twinlake failover --mode planned --to REGION --confirm REGION --reason TEXT";
            case FORCED_FAILOVER ->
                "twinlake failover --mode forced --to REGION --accept-data-loss 15m --confirm REGION --reason TEXT";
            case FAILBACK -> "twinlake failback --confirm REGION --reason TEXT";
            case DRILL -> "twinlake drill";
        };
    }

    private static String asked(RunbookKind kind) {
        return switch (kind) {
            case PLANNED_FAILOVER, FAILBACK ->
                "Without `--confirm` it asks for the name of the region that shall serve. `--dry-run` plans everything and changes nothing.";
            case FORCED_FAILOVER ->
                "`--accept-data-loss` is a duration or `unbounded`. Without `--confirm` it asks for the name of the region that shall serve. "
                        + "`--dry-run` plans everything and changes nothing.";
            case DRILL -> "It asks nothing and leaves nothing behind but its report.";
        };
    }

    private static String nature(RunbookStep step) {
        String effect = step.verb().writes() ? "Changes something" : "Changes nothing";
        String point = step.verb().stage() == Stage.PROMOTION ? "; the point of no return" : "";
        String beside = step.beside() ? "; the next steps do not wait for it" : "";
        String after =
                step.goesOnAfterFailure() ? "; when it fails, the next step follows" : "; when it fails, the run stops";
        return effect + point + beside + after + ".";
    }

    private static String stopped() {
        return """
                - `twinlake failover --resume RUN`, or the same command again, goes on where it stopped; finished steps are checked, not repeated.
                - Before **promote**: `twinlake failover --rollback RUN` opens the primary again and leaves everything as it was.
                - After **promote** there is no way back but a move: resume first, then `twinlake failback`.""";
    }
}
