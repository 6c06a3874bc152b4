package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.lake.LakePath;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log of thousands of commits, which is not listed from its beginning each time. */
@ExtendWith(EngineFixture.Shared.class)
class LongLogTest {

    private final EngineFixture fixture;
    private final LakePath root = LakePath.parse("abfss://lake@northeuropelake.dfs.core.windows.net/a-long-log");
    private final TableLog log;

    LongLogTest(EngineFixture fixture) {
        this.fixture = fixture;
        this.log = new TableLog(fixture.storage, root);
    }

    @Test
    void isSeenToGrowAndToBeAnotherOne() {
        LongStream.range(0, 2_050).parallel().forEach(this::commit);
        assertThat(log.latestVersion()).hasValue(2_049);

        LongStream.range(2_050, 3_001).parallel().forEach(this::commit);
        assertThat(log.latestVersion()).hasValue(3_000);
        assertThat(log.commitTimes()).hasSize(3_001);
        commit(3_001);
        assertThat(log.history(2)).extracting(commit -> commit.version()).containsExactly(3_001L, 3_000L);

        fixture.storage.deleteFolder(root);
        assertThat(log.latestVersion()).isEmpty();
        commit(0);
        assertThat(log.commitTimes()).hasSize(1);
    }

    private void commit(long version) {
        log.commitOrFail(version, List.of(Json.object().put("version", version)));
    }
}
