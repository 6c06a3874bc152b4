package io.twinlake.failover;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.failover.endpoint.Mechanism;
import io.twinlake.failover.endpoint.SwitchReading;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every switch target has to have, a new one too: each test names the target whose mechanism lacks it. */
class MechanismsTest {
    /** What the components of targets are made of. */
    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            RegionName.class,
            WEST,
            String.class,
            "/subscriptions/s/resourceGroups/g/providers/Some.Provider/things/t",
            LookupProbe.class,
            new LookupProbe(
                    URI.create("https://api.example"),
                    Optional.of("/customers/1"),
                    Map.of(),
                    new ProofTerms(5, Duration.ofSeconds(2))),
            Map.class,
            Map.of(WEST, URI.create("https://west.example"), NORTH, URI.create("https://north.example")));

    private final ArmTwin azure = new ArmTwin();
    private final LookupEndpoint lookups = mock(LookupEndpoint.class);
    private final Mechanisms mechanisms = new Mechanisms(TestGroup.regions(), azure, lookups);

    @ParameterizedTest
    @MethodSource("targets")
    void bearsItsTargetsName(SwitchTarget target) {
        assertThat(mechanisms.of(target).name()).isEqualTo(target.name());
        assertThat(targets().filter(each -> each.name().equals(target.name()))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readsBackWhatItWroteAndWhichRegionThatLetsServe(SwitchTarget target) {
        Mechanism mechanism = mechanisms.of(target);
        assertThat(mechanism.read().servedBy()).isEmpty();

        for (RegionName region : new RegionName[] {NORTH, WEST}) {
            SwitchReading before = mechanism.read();
            Map<String, String> values = mechanism.valuesFor(region, before);

            assertThat(mechanism.write(before, values)).isTrue();

            assertThat(mechanism.read().values()).isEqualTo(values).isNotEqualTo(before.values());
            assertThat(mechanism.read().servedBy()).contains(region);
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void writesNothingOverWhatAnotherHandChangedSinceItRead(SwitchTarget target) {
        Mechanism mechanism = mechanisms.of(target);
        SwitchReading stale = mechanism.read();
        mechanism.write(stale, mechanism.valuesFor(NORTH, stale));

        assertThat(isWritten(mechanism, stale, mechanism.valuesFor(WEST, stale)))
                .isFalse();

        assertThat(mechanism.read().servedBy()).contains(NORTH);
    }

    /** Where the platform compares, it refuses; where it does not, the mechanism looks itself. */
    private static boolean isWritten(Mechanism mechanism, SwitchReading over, Map<String, String> values) {
        try {
            return mechanism.write(over, values);
        } catch (ClientException refused) {
            assertThat(refused.category()).isEqualTo(FailureCategory.CONFLICT);
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void leavesAllElseAsItIs(SwitchTarget target) {
        Mechanism mechanism = mechanisms.of(target);
        SwitchReading before = mechanism.read();

        mechanism.write(before, mechanism.valuesFor(NORTH, before));

        assertThat(azure.keptWhatIsNotOurs()).isTrue();
        assertThat(mechanism.read().values()).doesNotContainKey(ArmTwin.NOT_OURS);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readsAndWritesNothingInAzureButTheResourceThatItsTargetNames(SwitchTarget target) {
        Mechanism mechanism = mechanisms.of(target);
        SwitchReading before = mechanism.read();

        mechanism.write(before, mechanism.valuesFor(NORTH, before));

        assertThat(azure.asked()).isSubsetOf(target.resource());
        assertThat(target.actions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void leadsToNoRegionButTheGroups(SwitchTarget target) {
        Mechanism mechanism = mechanisms.of(target);

        assertThatThrownBy(() -> mechanism.valuesFor(new RegionName("south"), mechanism.read()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("south");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void asksItsTargetsProbe(SwitchTarget target) {
        Mechanism mechanism = mechanisms.of(target);

        mechanism.ask(Duration.ofSeconds(1));

        verify(lookups).ask(eq(target.probe()), any());
        assertThat(mechanism.workspace(NORTH))
                .isEqualTo(TestGroup.regions().get(NORTH).workspaceHost());
        assertThat(mechanism.settles()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    static Stream<SwitchTarget> targets() {
        return Arrays.stream(SwitchTarget.class.getPermittedSubclasses()).map(MechanismsTest::sample);
    }

    private static SwitchTarget sample(Class<?> kind) {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        assertThat(SAMPLES).as("a sample of each component of %s", kind).containsKeys(types);
        try {
            return (SwitchTarget) kind.getDeclaredConstructor(types)
                    .newInstance(Arrays.stream(types).map(SAMPLES::get).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
