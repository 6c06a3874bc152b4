package io.twinlake.sandbox.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.demo.client.Asked;
import io.twinlake.sandbox.demo.client.Requests;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Requests REQUESTS = new Requests(List.of(
            new Asked(BEGIN, 100, 1, 200, "westeurope", "{}"),
            new Asked(BEGIN.plusMillis(100), 1200, 2, 200, "northeurope", "{}"),
            new Asked(BEGIN.plusMillis(1300), 1100, 2, 0, null, null)));

    @TempDir
    Path folder;

    @Test
    void showsStepsFiguresAndEveryObjectInOneFileThatNeedsNoOther() throws Exception {
        JsonNode verify = new JsonMapper().readTree("""
                        {"inScope": 2, "inSync": 1, "drifted": 1, "objects": [
                          {"object": "gold.api.customer_summary", "kind": "table", "state": "drifted", "reason": "a < b"},
                          {"object": "gold.tpch.region", "kind": "table", "state": "inSync", "reason": null}]}""");
        JsonNode steps = new JsonMapper().readTree("""
                        [{"step": "turn-front", "status": "done", "seconds": 0.7, "attempts": 1}]""");
        DemoDocument document = new DemoDocument(
                1,
                "ok",
                List.of(new Step("first sync", "ok", 12.34)),
                null,
                new DemoDocument.Copied(10, 1000, 2, 99),
                new DemoDocument.Figures(100, 800_000_000, 0),
                "gold.api.customer_summary, id = c-7",
                null,
                new MoveFigures("SUCCEEDED", 1.25, 0.0, 40, 3, 0, steps),
                null,
                null,
                "report.html",
                null);

        ReportPage.write(document, REQUESTS, "westeurope", verify, folder.resolve("report.html"));

        assertThat(folder.resolve("report.html"))
                .content()
                .contains("first sync", "12.3", "2 files, 99 bytes", "800.0 MB", "not told by this system", "id = c-7")
                .contains("Planned failover", "1.3", "turn-front", "3 requests; 2 tried twice, 1 failed")
                .contains("<rect class=\"home\"", "<rect class=\"away\"", "<rect class=\"lost\"")
                .contains("gold.api.customer_summary", "a &lt; b", "gold.tpch.region")
                .doesNotContain("http://", "https://", "src=");
    }
}
