package io.twinlake.sandbox.demo.report;

import java.util.List;
import java.util.stream.Collectors;

/** The steps of the tour, each with a bar as long as it took. */
final class TimelineSection {

    private static final String ROW =
            "<tr><td>%s</td><td class=\"%s\">%s</td><td class=\"number\">%s</td><td style=\"width:40%%\"><div class=\"bar\" style=\"width:%d%%\"></div></td></tr>";

    private TimelineSection() {}

    static String of(List<Step> steps) {
        double longest = steps.stream().mapToDouble(Step::seconds).max().orElse(1);
        return """
                <table><thead><tr><th>Step</th><th>Status</th><th>Seconds</th><th></th></tr></thead><tbody>
                %s
                </tbody></table>""".formatted(steps.stream().map(step -> row(step, longest)).collect(Collectors.joining("\n")));
    }

    private static String row(Step step, double longest) {
        return ROW.formatted(
                Html.escaped(step.name()),
                step.status(),
                step.status(),
                Html.oneDecimal(step.seconds()),
                Math.round(100 * step.seconds() / Math.max(longest, 0.001)));
    }
}
