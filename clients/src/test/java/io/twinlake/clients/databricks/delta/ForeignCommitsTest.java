package io.twinlake.clients.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignCommitsTest {
    @Test
    void passesOverMaintenance() {
        assertThat(ForeignCommits.among(List.of(commit(6, "VACUUM END", null), commit(5, "OPTIMIZE", null)), 4))
                .isEmpty();
    }

    @Test
    void takesWhatCameBeforeARestoreOfOurVersionForUndone() {
        assertThat(ForeignCommits.among(List.of(commit(6, "RESTORE", 4L), commit(5, "UPDATE", null)), 4))
                .isEmpty();
    }

    @Test
    void seesWhatCameAfterARestoreAndARestoreOfAnotherVersion() {
        assertThat(ForeignCommits.among(List.of(commit(7, "DELETE", null), commit(6, "RESTORE", 4L)), 4))
                .extracting(DeltaVersion::version)
                .containsExactly(7L);
        assertThat(ForeignCommits.among(List.of(commit(6, "RESTORE", 2L)), 4)).hasSize(1);
    }

    private static DeltaVersion commit(long version, String operation, Long restored) {
        return new DeltaVersion(version, Instant.EPOCH, operation, "somebody", restored);
    }
}
