package io.twinlake.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {

    @TempDir
    Path folder;

    @Test
    void showsStepsFiguresAndEveryObjectInOneFileThatNeedsNoOther() throws Exception {
        JsonNode verify = new JsonMapper().readTree("""
                        {"inScope": 2, "inSync": 1, "drifted": 1, "objects": [
                          {"object": "gold.api.customer_summary", "kind": "table", "state": "drifted", "reason": "a < b"},
                          {"object": "gold.tpch.region", "kind": "table", "state": "inSync", "reason": null}]}""");
        DemoDocument document = new DemoDocument(
                1,
                "ok",
                List.of(new Step("first sync", "ok", 12.34)),
                null,
                new DemoDocument.Copied(10, 1000, 2, 99),
                new DemoDocument.Figures(100, 800_000_000, 0),
                "gold.api.customer_summary, id = c-7",
                "report.html",
                null);

        ReportPage.write(document, verify, folder.resolve("report.html"));

        assertThat(folder.resolve("report.html"))
                .content()
                .contains("first sync", "12.3", "2 files, 99 bytes", "800.0 MB", "not told by this system", "id = c-7")
                .contains("gold.api.customer_summary", "a &lt; b", "gold.tpch.region")
                .doesNotContain("http://", "https://", "src=");
    }
}
