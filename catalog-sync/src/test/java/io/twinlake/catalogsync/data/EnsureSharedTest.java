package io.twinlake.catalogsync.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.epoch.EpochGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to a share, by what is in it and which tables are to be. */
class EnsureSharedTest {
    private static final String SHARE = "twinlake_gold_gold";
    private static final long WHEN = GoldSituation.NOW.toEpochMilli();

    private final Sharing sharing = mock(Sharing.class);
    private final List<List<String>> updates = new ArrayList<>();
    private EnsureShared shared;

    @BeforeEach
    void setUp() {
        Workspace workspace = mock(Workspace.class);
        when(workspace.sharing()).thenReturn(sharing);
        when(sharing.updateShare(eq(SHARE), any())).thenAnswer(call -> {
            List<String> said = call.<List<ObjectNode>>getArgument(1).stream()
                    .map(EnsureSharedTest::told)
                    .toList();
            updates.add(said);
            if (said.stream().anyMatch(update -> update.contains("refused"))) {
                throw failure(FailureCategory.INVALID);
            }
            return JsonNodeFactory.instance.objectNode();
        });
        shared = new EnsureShared(
                new GuardedWorkspace(
                        workspace,
                        mock(EpochGuard.class),
                        new GoldSituation().made().standing()),
                GoldSituation.GROUP);
    }

    /** A table as its source has it, what the share has of it, and what is said to the share. */
    static Stream<Arguments> says() {
        return Stream.of(
                argumentSet("not in it", table("t", WHEN), null, List.of("ADD gold.s.t ENABLED since 5")),
                argumentSet(
                        "in it since it was created",
                        table("t", WHEN),
                        inShare("gold.s.t", WHEN, "ENABLED"),
                        List.of()),
                argumentSet(
                        "in it under another spelling",
                        table("t", WHEN),
                        inShare("GOLD.s.T", WHEN, "ENABLED"),
                        List.of()),
                argumentSet(
                        "spelt otherwise at the source",
                        table("T", WHEN),
                        inShare("gold.s.t", WHEN, "ENABLED"),
                        List.of()),
                argumentSet(
                        "in it without its history",
                        table("t", WHEN),
                        inShare("gold.s.t", WHEN, "DISABLED"),
                        List.of("UPDATE gold.s.t ENABLED")),
                argumentSet(
                        "in it, and nobody says whether with its history",
                        table("t", WHEN),
                        inShare("gold.s.t", WHEN, null),
                        List.of("UPDATE gold.s.t ENABLED")),
                argumentSet(
                        "dropped and created since it was added",
                        table("t", WHEN + 1),
                        inShare("gold.s.t", WHEN, "ENABLED"),
                        List.of("REMOVE gold.s.t", "ADD gold.s.t ENABLED since 5")),
                argumentSet(
                        "created nobody knows when", table("t", null), inShare("gold.s.t", WHEN, "ENABLED"), List.of()),
                argumentSet(
                        "added nobody knows when", table("t", WHEN), inShare("gold.s.t", null, "ENABLED"), List.of()),
                argumentSet(
                        "beside another",
                        table("t", WHEN),
                        inShare("gold.s.another", WHEN, "ENABLED"),
                        List.of("ADD gold.s.t ENABLED since 5")));
    }

    @ParameterizedTest
    @MethodSource
    void says(Securable table, @Nullable ObjectNode there, List<String> said) {
        holds(there);

        assertThat(shared.missing("gold", List.of(table))).hasSize(said.isEmpty() ? 0 : 1);
        assertThat(shared.add("gold", List.of(table), Map.of(table.name(), 5L))).isEmpty();

        assertThat(updates).isEqualTo(said.isEmpty() ? List.of() : List.of(said));
    }

    @Test
    void missesEveryTableWhereThereIsNoShare() {
        when(sharing.findShare(SHARE)).thenReturn(Optional.empty());

        assertThat(shared.missing("gold", List.of(table("a", WHEN), table("b", WHEN))))
                .hasSize(2);
    }

    @Test
    void addsAHundredAtATime() {
        holds(null);

        shared.add(
                "gold",
                IntStream.range(0, 201)
                        .mapToObj(number -> table("t" + number, WHEN))
                        .toList(),
                Map.of());

        assertThat(updates).extracting(List::size).containsExactly(100, 100, 1);
    }

    /** To take a table out and in again are two of the hundred changes. */
    @Test
    void countsChangesAndNotTables() {
        holds(inShare("gold.s.t0", WHEN, "ENABLED"));

        shared.add(
                "gold",
                IntStream.range(0, 100)
                        .mapToObj(number -> table("t" + number, WHEN + 1))
                        .toList(),
                Map.of());

        assertThat(updates).extracting(List::size).containsExactly(100, 1);
    }

    @Test
    void namesTheTableForWhichABatchIsRefusedAndAddsTheOthers() {
        holds(null);

        assertThat(shared.add("gold", List.of(table("a", WHEN), table("refused", WHEN), table("c", WHEN)), Map.of()))
                .hasSize(1)
                .hasEntrySatisfying(
                        ObjectName.parse("gold.s.refused"),
                        failure -> assertThat(failure.category()).isEqualTo(FailureCategory.INVALID.word()));

        assertThat(updates)
                .containsExactly(
                        List.of("ADD gold.s.a ENABLED", "ADD gold.s.refused ENABLED", "ADD gold.s.c ENABLED"),
                        List.of("ADD gold.s.a ENABLED"),
                        List.of("ADD gold.s.refused ENABLED"),
                        List.of("ADD gold.s.c ENABLED"));
    }

    @Test
    void makesAShareOnlyWhereThereIsNoneAndLetsItBeReadAnyway() {
        holds(null);
        shared.ensure("gold", "the other region");
        when(sharing.findShare("twinlake_gold_silver")).thenReturn(Optional.empty());
        shared.ensure("silver", "the other region");

        verify(sharing, never()).createShare(eq(SHARE), anyString());
        verify(sharing).grantShare(SHARE, "the other region");
        verify(sharing).createShare(eq("twinlake_gold_silver"), anyString());
        verify(sharing).grantShare("twinlake_gold_silver", "the other region");
    }

    @Test
    void takesAShareThatSomebodyMadeMeanwhile() {
        when(sharing.createShare(any(), any())).thenThrow(failure(FailureCategory.CONFLICT));

        shared.ensure("gold", "the other region");

        verify(sharing).grantShare(SHARE, "the other region");
    }

    @Test
    void letsNobodyReadAShareThatItCouldNotMake() {
        when(sharing.createShare(any(), any())).thenThrow(failure(FailureCategory.PERMISSION));

        assertThatThrownBy(() -> shared.ensure("gold", "the other region")).isInstanceOf(ClientException.class);

        verify(sharing, never()).grantShare(any(), any());
    }

    private void holds(@Nullable ObjectNode object) {
        ObjectNode share = JsonNodeFactory.instance.objectNode().put("name", SHARE);
        if (object != null) {
            share.putArray("objects").add(object);
        }
        when(sharing.findShare(SHARE)).thenReturn(Optional.of(share));
    }

    private static Securable table(String name, @Nullable Long createdAt) {
        ObjectNode json = GoldObjects.json(GoldObjects.key(SecurableKind.TABLE, "gold.s." + name));
        return Listing.TABLES.read(json.put("created_at", createdAt));
    }

    private static ObjectNode inShare(String name, @Nullable Long addedAt, @Nullable String history) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("added_at", addedAt)
                .put("history_data_sharing_status", history);
    }

    private static String told(ObjectNode update) {
        ObjectNode object = (ObjectNode) update.get("data_object");
        return (update.path("action").asText() + " " + object.path("name").asText() + " "
                        + object.path("history_data_sharing_status").asText()
                        + (object.has("start_version") ? " since " + object.path("start_version") : ""))
                .strip();
    }

    private static ClientException failure(FailureCategory category) {
        return new ClientException(category, "update share", SHARE, null, "refused", null);
    }
}
