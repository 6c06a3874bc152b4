package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.journal.Holds;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.yaml.Procedures;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators, each on a host with a ledger of its own, type the same move at the same moment; a real witness decides. */
class RacingOperatorsTest {
    private static final String AWAY = "failover --mode planned --to northeurope --confirm northeurope --reason race";
    private static final String BACK = "failback --confirm westeurope --reason race";
    private static final String FORCED =
            "failover --mode forced --to %s --accept-data-loss unbounded --confirm %s --reason race";
    /** There and back, so that each move is raced for; {@code -Draces=N} for more of them. */
    private static final int RACES = Integer.getInteger("races", 10);

    private static final int FORCED_RACES = Math.max(4, RACES / 5);

    private final WitnessServer witness = WitnessServer.shared();

    @TempDir
    private Path folder;

    private TwinFolder world;
    private List<Host> hosts;

    @BeforeEach
    void twoHosts() {
        world = new TwinFolder(folder.resolve("world")).holding("0-a", "1-b");
        String configuration = witness.configuration();
        hosts = List.of(host("ann", configuration), host("bob", configuration));
    }

    private Host host(String name, String configuration) {
        TwinFolder own = new TwinFolder(folder.resolve(name));
        own.configured(configuration);
        return new Host(own, world);
    }

    @Test
    void oneOfThemMovesTheGroupAndTheOtherWritesNothingInEachRace() throws Exception {
        for (int race = 1; race <= RACES; race++) {
            boolean away = race % 2 == 1;
            RegionName to = new RegionName(away ? "northeurope" : "westeurope");
            List<State> before = states();
            int performed = world.performed().size();

            List<CommandRun> ended = race(away ? AWAY : BACK);

            int winner = ended.get(0).exit() == 0 ? 0 : 1;
            int loser = 1 - winner;
            List<State> after = states();
            assertThat(ended.get(winner).exit()).as(ended.toString()).isZero();
            assertBeaten(ended.get(loser), to);
            assertThat(after.get(loser).runs())
                    .as("runs of the loser")
                    .isEqualTo(before.get(loser).runs());
            assertThat(after.get(winner).moves())
                    .hasSize(before.get(winner).moves().size() + 1);
            assertThat(world.performed().subList(performed, world.performed().size()))
                    .as("steps that anybody performed")
                    .containsExactlyElementsOf(steps(away ? RunbookKind.PLANNED_FAILOVER : RunbookKind.FAILBACK));
            for (Host host : hosts) {
                assertThat(host.told().epoch().number()).isEqualTo(race + 1);
                assertThat(host.told().effectivePrimary()).isEqualTo(to);
                host.lookAtWhatTheOtherDid();
            }
        }
    }

    /** Forced moves take the witness from whoever holds it: both may come as far as the promotion, and one comes further. */
    @Test
    void oneOfThemPromotesAndTheOtherTurnsNothingInEachForcedRace() throws Exception {
        for (int race = 1; race <= FORCED_RACES; race++) {
            RegionName to = new RegionName(race % 2 == 1 ? "northeurope" : "westeurope");
            List<State> before = states();

            List<CommandRun> ended = race(FORCED.formatted(to, to));

            assertThat(ended)
                    .as(ended.toString())
                    .extracting(CommandRun::exit)
                    .containsOnlyOnce(0)
                    .containsAnyOf(5, 6);
            int loser = ended.get(0).exit() == 0 ? 1 : 0;
            Host beaten = hosts.get(loser);
            assertThat(beaten.done(beaten.state().newerThan(before.get(loser))))
                    .as("what the loser did")
                    .doesNotContainAnyElementsOf(fromThePromotionOn());
            for (Host host : hosts) {
                assertThat(host.told().epoch().number()).isEqualTo(race + 1);
                assertThat(host.told().effectivePrimary()).isEqualTo(to);
            }
            assertThat(world.world("turn-front")).isEqualTo(to.value());
        }
    }

    private static List<String> fromThePromotionOn() {
        List<String> steps = steps(RunbookKind.FORCED_FAILOVER);
        return steps.subList(steps.indexOf("promote"), steps.size());
    }

    /** Refused because the other one moves the group, or because it just has. */
    private static void assertBeaten(CommandRun loser, RegionName to) {
        assertThat(loser.exit()).as(loser.out() + loser.err()).isIn(5, 6);
        String message = loser.document().at("/error/message").asText();
        if (loser.exit() == 5) {
            assertThat(message).contains("is held by");
        } else {
            assertThat(message).containsAnyOf("is served by " + to + " already", "a promotion happened since");
        }
    }

    private List<State> states() {
        return hosts.stream().map(Host::state).toList();
    }

    private static List<String> steps(RunbookKind kind) {
        return Procedures.of(kind).steps().stream().map(RunbookStep::name).toList();
    }

    private List<CommandRun> race(String words) throws Exception {
        CyclicBarrier start = new CyclicBarrier(hosts.size());
        ExecutorService operators = Executors.newFixedThreadPool(hosts.size());
        try {
            List<Future<CommandRun>> running = new ArrayList<>();
            for (Host host : hosts) {
                running.add(operators.submit(() -> {
                    start.await();
                    return host.run(words);
                }));
            }
            List<CommandRun> ended = new ArrayList<>();
            for (Future<CommandRun> one : running) {
                ended.add(one.get());
            }
            return ended;
        } finally {
            operators.shutdownNow();
        }
    }

    /**
     * What a host's ledger holds.
     *
     * @param runs of every kind, newest first
     */
    private record State(List<Run> runs) {
        List<Run> moves() {
            return runs.stream()
                    .filter(run -> run.kind() == RunKind.FAILOVER || run.kind() == RunKind.FAILBACK)
                    .toList();
        }

        List<Run> newerThan(State before) {
            return runs.subList(0, runs.size() - before.runs.size());
        }
    }

    private record Host(TwinFolder own, TwinFolder world) {
        CommandRun run(String words) {
            List<String> all = new ArrayList<>(List.of(words.split(" ")));
            all.addAll(List.of("-o", "json"));
            return CommandRun.of(TwinComponents.on(world.folder()), own.folder(), all.toArray(new String[0]));
        }

        State state() {
            try (Ledger ledger = ledger()) {
                return new State(ledger.runs().history(List.of(group().name()), 10_000));
            }
        }

        /** The steps of these runs that were done. */
        List<String> done(List<Run> runs) {
            try (Ledger ledger = ledger()) {
                return runs.stream()
                        .flatMap(run -> ledger.steps().of(run.id()).stream())
                        .filter(step -> step.status() == StepStatus.DONE)
                        .map(StepRecord::step)
                        .toList();
            }
        }

        /** The epoch as a command on this host tells it, which asks the witness. */
        EpochState told() {
            run("status");
            try (Ledger ledger = ledger()) {
                return ledger.epochs().current(group().name(), group().home());
            }
        }

        /** What a person does before a host copies again that was beaten: here nothing was left behind. */
        void lookAtWhatTheOtherDid() {
            try (Ledger ledger = ledger()) {
                EpochState epoch = ledger.epochs().current(group().name(), group().home());
                Holds holds =
                        ledger.under(Tenure.of(epoch.group(), epoch.epoch())).holds();
                holds.current(epoch.group()).ifPresent(holds::release);
            }
        }

        private Ledger ledger() {
            return JdbcLedger.open(config().ledger(), Clock.systemUTC());
        }

        private FailoverGroup group() {
            return config().groups().values().iterator().next();
        }

        private TwinlakeConfig config() {
            return ConfigurationFile.read(own.folder().resolve("twinlake.yml"), Map.of());
        }
    }
}
