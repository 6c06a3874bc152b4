package io.twinlake.sandbox.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison of the two regions: the counts, and every object with its state. */
final class ParitySection {

    private static final List<String> COUNTS =
            List.of("inScope", "inSync", "lagging", "drifted", "missing", "extra", "failed", "unsupported", "excluded");

    private ParitySection() {}

    static String of(@Nullable JsonNode verify) {
        if (verify == null) {
            return "<p>The tour did not get that far.</p>";
        }
        String counts = COUNTS.stream()
                .filter(verify::has)
                .map(name -> Html.figure(name, verify.path(name).asText()))
                .collect(Collectors.joining("\n"));
        List<String> objects = new ArrayList<>();
        verify.path("objects")
                .forEach(object -> objects.add("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                text(object, "object"),
                                text(object, "kind"),
                                text(object, "state"),
                                text(object, "reason"))));
        return """
                <table><tbody>
                %s
                </tbody></table>
                <h3>Object by object</h3>
                <table><thead><tr><th>Object</th><th>Kind</th><th>State</th><th>Reason</th></tr></thead><tbody>
                %s
                </tbody></table>""".formatted(counts, String.join("\n", objects));
    }

    private static String text(JsonNode object, String field) {
        return Html.escaped(object.path(field).asText(""));
    }
}
