package io.twinlake.sandbox.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The moves side by side, and then each with its runbook's steps. */
final class MovesSection {

    private MovesSection() {}

    static String of(DemoDocument document) {
        List<String> rows = new ArrayList<>();
        List<String> runbooks = new ArrayList<>();
        add(rows, runbooks, "Planned failover", document.failover());
        add(rows, runbooks, "Failback", document.failback());
        add(rows, runbooks, "Forced failover, the primary killed", document.forced());
        if (rows.isEmpty()) {
            return "<p>The tour did not get that far.</p>";
        }
        return """
                <table><thead><tr><th>Move</th><th>Result</th><th>RTO, s</th><th>RPO, s</th><th>Requests meanwhile</th><th>Tried twice</th><th>Failed</th></tr></thead><tbody>
                %s
                </tbody></table>
                %s""".formatted(String.join("\n", rows), String.join("\n", runbooks));
    }

    private static void add(List<String> rows, List<String> runbooks, String name, @Nullable MoveFigures move) {
        if (move != null) {
            rows.add(row(name, move));
            runbooks.add(runbook(name, move));
        }
    }

    private static String row(String name, MoveFigures move) {
        return "<tr><td>%s</td><td>%s</td>%s%s%s%s%s</tr>"
                .formatted(
                        Html.escaped(name),
                        Html.escaped(move.result()),
                        number(move.rtoSeconds()),
                        number(move.rpoSeconds()),
                        cell(move.requests()),
                        cell(move.retriedRequests()),
                        cell(move.failedRequests()));
    }

    private static String runbook(String name, MoveFigures move) {
        List<String> rows = new ArrayList<>();
        for (JsonNode step : move.steps()) {
            rows.add("<tr><td>%s</td><td>%s</td>%s%s</tr>"
                    .formatted(
                            Html.escaped(step.path("step").asText()),
                            Html.escaped(step.path("status").asText()),
                            number(step.path("seconds").asDouble()),
                            cell(step.path("attempts").asInt())));
        }
        return """
                <details><summary>%s, step by step</summary>
                <table><thead><tr><th>Step</th><th>Status</th><th>Seconds</th><th>Attempts</th></tr></thead><tbody>
                %s
                </tbody></table></details>""".formatted(Html.escaped(name), String.join("\n", rows));
    }

    private static String number(@Nullable Double value) {
        return "<td class=\"number\">%s</td>".formatted(value == null ? "unknown" : Html.oneDecimal(value));
    }

    private static String cell(int value) {
        return "<td class=\"number\">%d</td>".formatted(value);
    }
}
