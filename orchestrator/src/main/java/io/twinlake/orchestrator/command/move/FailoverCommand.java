package io.twinlake.orchestrator.command.move;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.move.AcceptedLoss;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.runbooks.RunbookKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves a group to its other region, goes on with such a move, or takes it back. */
@Command(
        name = "failover",
        description = "Moves a group to its other region; --resume and --rollback settle a move that was broken off.")
public final class FailoverCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "planned: nothing is lost; forced: the primary is dead.")
    private @Nullable Mode mode;

    @Option(names = "--to", paramLabel = "REGION", description = "The region that shall serve.")
    private @Nullable String to;

    @Option(
            names = "--accept-data-loss",
            paramLabel = "D",
            description = "Forced: how old the promoted replica may be, for example 15m, or unbounded.")
    private @Nullable String acceptedLoss;

    @Option(names = "--without-witness", description = "Forced: goes on although the witness cannot be asked.")
    private boolean withoutWitness;

    @Option(names = "--resume", paramLabel = "RUN", description = "Goes on with a move that was broken off.")
    private @Nullable String resume;

    @Option(names = "--rollback", paramLabel = "RUN", description = "Takes back a move that has not promoted.")
    private @Nullable String rollback;

    @Mixin
    private MoveOptions options = new MoveOptions();

    public FailoverCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        MoveCommands commands = new MoveCommands(context, options);
        if (resume != null || rollback != null) {
            return settle(commands);
        }
        TwinlakeConfig config = context.invocation().config();
        FailoverGroup group = context.invocation().group(config);
        Mode chosen = given(mode, "--mode planned or --mode forced");
        RegionName target = region(group);
        refuseMisuse(chosen);
        if (chosen == Mode.forced && acceptedLoss == null) {
            throw CommandFailure.precondition(
                    "A forced failover loses what was not replicated, and no loss was accepted.",
                    "Say how much with --accept-data-loss, for example 15m, or unbounded; `twinlake status` tells the lag.");
        }
        RunbookKind kind = chosen == Mode.forced ? RunbookKind.FORCED_FAILOVER : RunbookKind.PLANNED_FAILOVER;
        MoveParameters parameters =
                new MoveParameters(target, options.reason(), accepted(), withoutWitness, Optional.empty());
        return commands.move(
                new MoveRequest(group, options.runbook(context.invocation(), kind), parameters, options.epoch()));
    }

    private int settle(MoveCommands commands) {
        if (resume != null && rollback != null) {
            throw CommandFailure.usage("--resume and --rollback exclude each other.", "Choose one of them.");
        }
        if (mode != null || to != null) {
            throw CommandFailure.usage(
                    "A move that was broken off goes on, or back, as it was begun.", "Leave --mode and --to out.");
        }
        return rollback == null
                ? commands.resume(new RunId(given(resume, "a run")))
                : commands.rollback(new RunId(rollback));
    }

    private void refuseMisuse(Mode chosen) {
        if (chosen == Mode.planned && (acceptedLoss != null || withoutWitness)) {
            throw CommandFailure.usage(
                    "A planned failover loses nothing and needs the witness.",
                    "Leave --accept-data-loss and --without-witness out, or use --mode forced.");
        }
    }

    private RegionName region(FailoverGroup group) {
        RegionName region = new RegionName(given(to, "--to REGION"));
        List<RegionName> regions = List.of(group.home(), group.secondary());
        if (!regions.contains(region)) {
            throw CommandFailure.usage(
                    "Group " + group.name() + " has no region '" + region + "'.",
                    "Its regions are " + group.home() + " and " + group.secondary() + ".");
        }
        return region;
    }

    private Optional<AcceptedLoss> accepted() {
        if (acceptedLoss == null) {
            return Optional.empty();
        }
        Optional<AcceptedLoss> parsed = AcceptedLoss.parse(acceptedLoss);
        if (parsed.isEmpty()) {
            throw CommandFailure.usage(
                    "'" + acceptedLoss + "' is neither a duration nor 'unbounded'.",
                    "Write for example --accept-data-loss 15m.");
        }
        return parsed;
    }

    private static <T> T given(@Nullable T value, String what) {
        if (value == null) {
            throw CommandFailure.usage(
                    "A failover needs " + what + ".", "`twinlake failover --help` tells how to use it.");
        }
        return value;
    }

    /** How the move goes about the primary. */
    enum Mode {
        planned,
        forced
    }
}
