package io.twinlake.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovePageTest {
    @TempDir
    Path folder;

    @Test
    void namesEachTurnThatIsNotProvenAndWhy() throws Exception {
        String html = write(
                new TurnFacts(
                        "lookup northeurope",
                        TurnProof.State.CONTRADICTED,
                        Instant.EPOCH,
                        "An instance still reads westeurope."),
                new TurnFacts("gateway", TurnProof.State.PROVEN, Instant.EPOCH, "8 answers in 2 s."));

        assertThat(html)
                .contains("Not proven of lookup northeurope: An instance still reads westeurope.")
                .doesNotContain("Not proven of gateway");
    }

    private String write(TurnFacts... turns) throws Exception {
        MoveReport ended = MoveReports.of(Result.SUCCEEDED, true, Optional.empty());
        MoveReport report = new MoveReport(
                ended.order(),
                ended.ending(),
                ended.figures(),
                ended.left(),
                ended.steps(),
                ended.loss(),
                ended.switches(),
                List.of(turns));
        Path file = folder.resolve("move.html");
        HtmlFile.write("move.jte", new MovePage(report), file);
        return Files.readString(file);
    }
}
