package io.twinlake.clients.databricks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.databricks.sharing.Mounted;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignCommitsTest {
    private static final Mounted SOURCE = new Mounted(new GroupName("gold"), ObjectName.of("mount", "s", "orders"));

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
        OwnCommits own = OwnCommits.clones(SOURCE, Set.of(7L));

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
        OwnCommits own = new OwnCommits(SOURCE, Set.of(), Set.of(), 2);
        List<DeltaVersion> two = List.of(commit(6, "CHANGE COLUMN", null), commit(5, "SET TBLPROPERTIES", null));
        List<DeltaVersion> three = new ArrayList<>(List.of(commit(7, "UNSET TBLPROPERTIES", null)));
        three.addAll(two);

        assertThat(ForeignCommits.among(two, 4, own)).isEmpty();
        assertThat(ForeignCommits.among(three, 4, own)).hasSize(1);
        assertThat(ForeignCommits.among(List.of(commit(5, "UPDATE", null)), 4, own))
                .hasSize(1);
    }

    @Test
    void excusesNoCloneOfAnotherTableAndNoShallowOne() {
        OwnCommits own = OwnCommits.clones(SOURCE, Set.of(7L));

        assertThat(ForeignCommits.among(List.of(clone(5, new Cloned("gold.s.other", 7, false))), 4, own))
                .hasSize(1);
        assertThat(ForeignCommits.among(
                        List.of(clone(5, new Cloned("Twinlake_gold_Mount.`s`.Orders", 7, true))), 4, own))
                .hasSize(1);
        assertThat(ForeignCommits.among(
                        List.of(clone(5, new Cloned("Twinlake_gold_Mount.`s`.Orders", 7, false))), 4, own))
                .isEmpty();
    }

    @Test
    void goesByTheVersionWhereThePlatformDoesNotSayByNameWhatWasCloned() {
        OwnCommits own = OwnCommits.clones(SOURCE, Set.of(7L));

        for (String place : new String[] {null, "delta.`abfss://lake@west.dfs.core.windows.net/orders`"}) {
            assertThat(ForeignCommits.among(List.of(clone(5, new Cloned(place, 7, false))), 4, own))
                    .isEmpty();
            assertThat(ForeignCommits.among(List.of(clone(5, new Cloned(place, 8, false))), 4, own))
                    .hasSize(1);
        }
    }

    @Test
    void excusesNoChangeOfMetadataByAnotherUserThanTheOneWhoseClonesAreOurs() {
        OwnCommits own = new OwnCommits(SOURCE, Set.of(7L), Set.of(), 1);
        DeltaVersion ours = clone(3, 6L);

        assertThat(ForeignCommits.among(List.of(commit(5, "SET TBLPROPERTIES", null), ours), 4, own))
                .hasSize(1);
        assertThat(ForeignCommits.among(List.of(commit(5, "SET TBLPROPERTIES", null), clone(4, 7L)), 3, own))
                .hasSize(1);
        assertThat(ForeignCommits.among(
                        List.of(new DeltaVersion(5, Instant.EPOCH, "SET TBLPROPERTIES", "twinlake", null, null), ours),
                        4,
                        own))
                .isEmpty();
        assertThat(ForeignCommits.among(
                        List.of(new DeltaVersion(5, Instant.EPOCH, "SET TBLPROPERTIES", null, null, null), ours),
                        4,
                        own))
                .isEmpty();
    }

    @Test
    void aCommitThatWasSeenToBeOursExcusesNoOther() {
        OwnCommits own = new OwnCommits(SOURCE, Set.of(), Set.of(5L), 0);

        assertThat(ForeignCommits.among(
                        List.of(commit(6, "SET TBLPROPERTIES", null), commit(5, "SET TBLPROPERTIES", null)), 4, own))
                .extracting(DeltaVersion::version)
                .containsExactly(6L);
    }

    private static DeltaVersion clone(long version, long cloned) {
        return clone(version, new Cloned("twinlake_gold_mount.s.orders", cloned, false));
    }

    private static DeltaVersion clone(long version, Cloned cloned) {
        return new DeltaVersion(version, Instant.EPOCH, "CLONE", "twinlake", null, cloned);
    }

    private static DeltaVersion commit(long version, String operation, Long restored) {
        return new DeltaVersion(version, Instant.EPOCH, operation, "somebody", restored, null);
    }
}
