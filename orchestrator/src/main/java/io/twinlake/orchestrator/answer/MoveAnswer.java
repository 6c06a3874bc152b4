package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.move.Loss;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReport.StepLine;
import io.twinlake.orchestrator.move.report.Proof;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers {@code failover} and {@code failback}: what was moved, in which times, and what to type next. */
public record MoveAnswer(MoveReport report) implements Answer {
    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document()
                .put("run", report.order().run().map(RunId::value).orElse(null))
                .put("group", report.group().value())
                .put("result", report.result().name())
                .put("mode", report.mode())
                .put("from", report.from().value())
                .put("to", report.to().value())
                .put("epoch", report.ending().epoch().number())
                .put("rtoSeconds", seconds(report.figures().rto()))
                .put("rtoProvenSeconds", seconds(report.figures().rtoProven()))
                .put("rpoSeconds", seconds(report.figures().rpo()))
                .put("proof", report.figures().proof().map(Proof::name).orElse(null))
                .put("fence", report.left().fence().map(FenceState.Status::name).orElse(null))
                .put("unfenced", report.left().unfenced().isPresent())
                .put("unfencedReason", report.left().unfenced().orElse(null))
                .put("reason", report.order().parameters().reason())
                .put("withoutWitness", report.order().parameters().withoutWitness())
                .put("startedAt", report.order().startedAt().toString())
                .put("endedAt", report.ending().at().map(Instant::toString).orElse(null))
                .put("message", report.ending().message());
        ArrayNode steps = document.putArray("steps");
        for (StepLine step : report.steps()) {
            steps.addObject()
                    .put("step", step.verb().word())
                    .put("status", step.state().name())
                    .put("seconds", step.took().toMillis() / 1000.0)
                    .put("attempts", step.attempts())
                    .put("message", step.message());
        }
        ArrayNode unproven = document.putArray("unproven");
        report.turns()
                .forEach(turn -> turn.doubt()
                        .ifPresent(doubt ->
                                unproven.addObject().put("name", turn.name()).put("message", doubt)));
        ArrayNode loss = document.putArray("loss");
        for (Loss table : report.loss()) {
            loss.addObject()
                    .put("object", table.object())
                    .put("lastVersion", table.lastVersion().orElse(null))
                    .put("lastCommit", table.lastCommit().map(Instant::toString).orElse(null))
                    .put("known", table.known());
        }
        ArrayNode switches = document.putArray("switches");
        for (SwitchFacts turned : report.switches()) {
            switches.addObject()
                    .put("name", turned.name())
                    .put("before", turned.before())
                    .put("after", turned.after())
                    .put("verified", turned.verified())
                    .put("proof", proof(turned.name()));
        }
        return document;
    }

    /** The state of a turn's proof as one word; null where none was asked for. */
    private @Nullable String proof(String name) {
        return report.turns().stream()
                .filter(turn -> turn.name().equals(name))
                .map(turn -> turn.state().name())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Double seconds(Optional<Duration> duration) {
        return duration.map(known -> known.toMillis() / 1000.0).orElse(null);
    }

    @Override
    public void print(Page page) {
        page.heading(headline());
        if (report.order().run().isEmpty()) {
            report.steps().forEach(step -> page.line(row(step)));
        }
        report.figures()
                .rto()
                .ifPresent(rto -> page.line("  RTO " + text(rto) + ", from " + rtoFrom()
                        + " to the first good answer of " + report.to()
                        + report.figures()
                                .rtoProven()
                                .map(proven -> ", proven everywhere after " + text(proven))
                                .orElse("")
                        + "."));
        report.turns()
                .forEach(turn ->
                        turn.doubt().ifPresent(doubt -> page.line("  NOT PROVEN of " + turn.name() + ": " + doubt)));
        rpo().ifPresent(page::line);
        report.left()
                .unfenced()
                .ifPresent(reason -> page.line("  UNFENCED: " + report.from() + " may still write: " + reason));
        if (report.left().fence().filter(FenceState.Status.NO_JOBS::equals).isPresent()) {
            page.line("  NO JOBS CONFIGURED: nothing was stopped in " + report.from()
                    + "; what else writes there goes on.");
        }
        if (report.order().parameters().withoutWitness()) {
            page.line(
                    "  WITHOUT THE WITNESS: another host may not know of this move; the next write tells the witness.");
        }
        printSwitches(page);
        page.line("Next: " + next());
    }

    private String headline() {
        String group = "group " + report.group();
        return switch (report.result()) {
            case SUCCEEDED ->
                report.to() + " serves " + group + ", epoch " + report.ending().epoch() + ".";
            case ROLLED_BACK ->
                report.from() + " serves " + group + " as before: run "
                        + report.order().run().map(RunId::value).orElse("") + " was rolled back.";
            case PLANNED ->
                report.mode() + " move of " + group + ", " + report.from() + " -> " + report.to() + ": "
                        + report.ending().message();
            case REFUSED ->
                report.mode() + " move of " + group + ", " + report.from() + " -> " + report.to() + ": "
                        + report.ending().message();
            case FAILED, INTERRUPTED -> group + ": " + report.ending().message();
        };
    }

    private String rtoFrom() {
        return report.kind() == RunbookKind.FORCED_FAILOVER ? "the command" : "the fence";
    }

    private Optional<String> rpo() {
        if (report.kind() == RunbookKind.FORCED_FAILOVER && report.isPromoted()) {
            String age = report.figures().rpo().map(MoveAnswer::text).orElse("unknown");
            return Optional.of("  RPO " + age + ": "
                    + report.figures()
                            .replicatedUpTo()
                            .map(at -> "replicated up to " + at)
                            .orElse("never wholly replicated")
                    + "; later writes of " + report.loss().size() + " tables are lost or stranded in " + report.from()
                    + ".");
        }
        return report.figures().proof().map(proof -> switch (proof) {
            case PROVEN ->
                "  RPO " + report.figures().rpo().map(MoveAnswer::text).orElse("unknown")
                        + ", by proof of versions before and behind the promotion.";
            case COMMITS_FOUND ->
                "  RPO " + report.figures().rpo().map(MoveAnswer::text).orElse("unknown") + ": "
                        + report.message(Verb.PROVE_AGAIN);
            case NOT_PROVEN ->
                "  RPO NOT PROVEN: " + report.from() + " was not searched behind the promotion. "
                        + report.message(Verb.PROVE_AGAIN);
        });
    }

    private void printSwitches(Page page) {
        for (SwitchFacts turned : report.switches()) {
            page.line("  " + turned.name() + ": " + turned.before() + " -> " + turned.after()
                    + (turned.verified() ? " (answers)" : ""));
        }
    }

    private static String row(StepLine step) {
        return String.format(
                Locale.ROOT, "  %-17s %-8s %s", step.verb().word(), step.state().word(), step.message());
    }

    private static String text(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private String next() {
        String group = " --group " + report.group();
        if (report.result() == Result.PLANNED) {
            return "the same command without --dry-run, with --confirm " + report.to() + " --reason TEXT.";
        }
        if (report.result() != Result.SUCCEEDED) {
            return "`twinlake status" + group + "`.";
        }
        if (report.kind() == RunbookKind.FORCED_FAILOVER) {
            return "when " + report.from() + " is back, `twinlake sync" + group
                    + "`: it fences and searches that region, names what was left behind there, and copies to it.";
        }
        if (report.isOutstanding()) {
            return "`twinlake sync" + group + "`: it fences and searches " + report.from()
                    + " before anything is copied there;"
                    + " with --stranded export what is found is kept aside, with --stranded discard given up.";
        }
        return "`twinlake sync" + group + "` keeps " + report.from() + " up to date.";
    }
}
