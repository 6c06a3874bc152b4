package io.twinlake.catalogsync.access;

import static io.twinlake.catalogsync.situation.GoldObjects.granted;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.apply.OneReplica;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody goes without because of another, and what is not known is not touched. */
class AlignAccessTest {
    private static final Securable NOW = GoldObjects.of(SecurableKind.SCHEMA);
    private static final Securable WANTED = changed(granted("analysts", "SELECT"), granted("engineers", "SELECT"));

    private final OneReplica replica = new OneReplica().holding(NOW);

    static Stream<Arguments> writes() {
        UnaryOperator<Securable> analysts = granted("analysts", "SELECT");
        return Stream.of(
                argumentSet("nothing where nothing differs", NOW, NOW, List.of()),
                argumentSet("all grants at once", WANTED, NOW, List.of("grant analysts engineers")),
                argumentSet("no owner", changed(owned("bob")), NOW, List.of()),
                argumentSet("nothing where the source's are unknown", unread(), changed(analysts), List.of()),
                argumentSet("nothing where the replica's are unknown", WANTED, unread(), List.of()),
                argumentSet("a grant alone", changed(analysts), NOW, List.of("grant analysts")),
                argumentSet(
                        "another privilege",
                        changed(granted("analysts", "MODIFY")),
                        changed(analysts),
                        List.of("grant analysts")),
                argumentSet("what was taken away", NOW, changed(analysts), List.of("grant analysts")),
                argumentSet("only who differs", WANTED, changed(analysts), List.of("grant engineers")));
    }

    @ParameterizedTest
    @MethodSource
    void writes(Securable wanted, Securable now, List<String> calls) {
        assertThat(align(wanted, now).failed()).isEmpty();

        assertThat(replica.calls).isEqualTo(calls);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            NOT_FOUND      | Create the principal in that region or add a principal mapping
            INVALID        | Create the principal in that region or add a principal mapping
            PERMISSION     | Grant Twinlake's principal what the message names
            CONFLICT       | Somebody else changed it at the same time
            RATE_LIMITED   | Lower sync.concurrency or wait
            """)
    void aRefusedPrincipalFailsUnderItsNameAndTheOthersAreServed(FailureCategory category, String next) {
        replica.failing("grant analysts engineers", category, Effect.NONE)
                .failing("grant engineers", category, Effect.NONE);

        assertThat(align(WANTED, NOW).failed()).singleElement().satisfies(failure -> {
            assertThat(failure.category()).isEqualTo(category.word());
            assertThat(failure.message()).startsWith("grants to engineers on schema gold.s could not be changed");
            assertThat(failure.next()).startsWith(next);
        });
        assertThat(replica.calls).containsExactly("grant analysts engineers", "grant analysts", "grant engineers");
    }

    /** As EXTERNAL USE SCHEMA is, which only the owner of a catalog may grant. */
    @Test
    void aPrivilegeThatIsRefusedLeavesTheOthersOfItsPrincipal() {
        Securable wanted = changed(granted("analysts", "EXTERNAL_USE_SCHEMA", "SELECT"));
        replica.failing("grant analysts", FailureCategory.PERMISSION, Effect.NONE);

        List<Failure> failed = align(wanted, NOW).failed();

        assertThat(failed).extracting(Failure::message).allMatch(message -> message.contains("could not be changed"));
        assertThat(failed.get(0).message()).contains("(add EXTERNAL_USE_SCHEMA)");
        // All together, and each by itself.
        assertThat(replica.calls)
                .containsExactly("grant analysts", "grant analysts", "grant analysts", "grant analysts");
    }

    /** Whoever goes on behind such a call could overtake it. */
    @ParameterizedTest
    @CsvSource({"grant analysts engineers", "grant analysts"})
    void stopsAtACallWhoseEffectIsNotKnown(String call) {
        replica.failing("grant analysts engineers", FailureCategory.INVALID, Effect.NONE)
                .failing(call, FailureCategory.TIMEOUT, Effect.UNKNOWN);

        assertThatThrownBy(() -> align(WANTED, NOW))
                .isInstanceOf(ClientException.class)
                .hasMessage(call + " failed");

        assertThat(replica.calls).last().isEqualTo(call);
    }

    private AlignAccess.Aligned align(Securable wanted, Securable now) {
        Situation situation = new GoldSituation().made();
        return new AlignAccess(replica.guarded(situation), situation.group().access()).align(wanted, now);
    }

    private static Securable unread() {
        return NOW.withAccess(Access.unread(NOW.access().owner()));
    }

    @SafeVarargs
    private static Securable changed(UnaryOperator<Securable>... changes) {
        Securable changed = NOW;
        for (UnaryOperator<Securable> change : changes) {
            changed = change.apply(changed);
        }
        return changed;
    }
}
