package io.twinlake.sandbox.demo.report;

import io.twinlake.sandbox.demo.client.Asked;
import io.twinlake.sandbox.demo.client.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every request of the client on one line of time: how long it took, by its height, and which region served it, by its colour. */
final class TrafficSection {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 120;
    private static final double TALLEST_MILLIS = 3000;

    private TrafficSection() {}

    /**
     * The section of a client's requests.
     *
     * @param home the region that serves in normal times
     */
    static String of(Requests requests, String home) {
        if (requests.count() == 0) {
            return "<p>The tour did not get that far.</p>";
        }
        return """
                <p>%d requests; %d tried twice, %d failed. <span class="key home"></span> served by %s
                <span class="key away"></span> by the other region <span class="key lost"></span> not answered</p>
                <svg viewBox="0 0 %.0f %.0f" role="img" aria-label="Requests over time" preserveAspectRatio="none">
                %s
                </svg>""".formatted(
                        requests.count(),
                        requests.retried(),
                        requests.failed(),
                        Html.escaped(home),
                        WIDTH,
                        HEIGHT,
                        String.join("\n", bars(requests.all(), home)));
    }

    private static List<String> bars(List<Asked> all, String home) {
        Instant begin = all.get(0).at();
        Asked last = all.get(all.size() - 1);
        double span = Math.max(1, millis(begin, last.at()) + last.millis());
        List<String> bars = new ArrayList<>();
        for (Asked each : all) {
            double height = Math.max(2, HEIGHT * Math.min(1, each.millis() / TALLEST_MILLIS));
            bars.add(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\"/>",
                    colour(each, home),
                    WIDTH * millis(begin, each.at()) / span,
                    HEIGHT - height,
                    Math.max(0.5, WIDTH * each.millis() / span),
                    height));
        }
        return bars;
    }

    private static String colour(Asked request, String home) {
        if (!request.isServed()) {
            return "lost";
        }
        return home.equals(request.servedBy()) ? "home" : "away";
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
