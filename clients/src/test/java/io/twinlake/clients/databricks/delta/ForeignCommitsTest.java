package io.twinlake.clients.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignCommitsTest {
    @Test
    void passesOverMaintenance() {
        assertThat(ForeignCommits.among(
                        List.of(commit(6, "VACUUM END", null), commit(5, "OPTIMIZE", null)), 4, OwnCommits.NONE))
                .isEmpty();
    }

    @Test
    void takesWhatCameBeforeARestoreOfOurVersionForUndone() {
        assertThat(ForeignCommits.among(
                        List.of(commit(6, "RESTORE", 4L), commit(5, "UPDATE", null)), 4, OwnCommits.NONE))
                .isEmpty();
    }

    @Test
    void seesWhatCameAfterARestoreAndARestoreOfAnotherVersion() {
        assertThat(ForeignCommits.among(
                        List.of(commit(7, "DELETE", null), commit(6, "RESTORE", 4L)), 4, OwnCommits.NONE))
                .extracting(DeltaVersion::version)
                .containsExactly(7L);
        assertThat(ForeignCommits.among(List.of(commit(6, "RESTORE", 2L)), 4, OwnCommits.NONE))
                .hasSize(1);
    }

    @Test
    void excusesACloneOfAVersionThatWePinnedAndNoOther() {
        OwnCommits own = new OwnCommits(Set.of(7L), 0);

        assertThat(ForeignCommits.among(List.of(clone(5, 7L)), 4, own)).isEmpty();
        assertThat(ForeignCommits.among(List.of(clone(6, 8L), clone(5, 7L)), 4, own))
                .extracting(DeltaVersion::version)
                .containsExactly(6L);
        assertThat(ForeignCommits.among(List.of(clone(6, 7L), commit(5, "WRITE", null)), 4, own))
                .extracting(DeltaVersion::operation)
                .containsExactly("WRITE");
    }

    @Test
    void excusesAsManyChangesOfMetadataAsWeBeganAndNoChangeOfRows() {
        OwnCommits own = new OwnCommits(Set.of(), 2);
        List<DeltaVersion> two = List.of(commit(6, "CHANGE COLUMN", null), commit(5, "SET TBLPROPERTIES", null));
        List<DeltaVersion> three = new ArrayList<>(List.of(commit(7, "UNSET TBLPROPERTIES", null)));
        three.addAll(two);

        assertThat(ForeignCommits.among(two, 4, own)).isEmpty();
        assertThat(ForeignCommits.among(three, 4, own)).hasSize(1);
        assertThat(ForeignCommits.among(List.of(commit(5, "UPDATE", null)), 4, own))
                .hasSize(1);
    }

    private static DeltaVersion clone(long version, long cloned) {
        return new DeltaVersion(version, Instant.EPOCH, "CLONE", "twinlake", null, cloned);
    }

    private static DeltaVersion commit(long version, String operation, Long restored) {
        return new DeltaVersion(version, Instant.EPOCH, operation, "somebody", restored, null);
    }
}
