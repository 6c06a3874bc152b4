package io.twinlake.orchestrator.installation;

import io.twinlake.catalogsync.change.Work;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.time.Deadline;
import io.twinlake.ledger.failure.LedgerInUse;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.owner.CommandExecutor;
import io.twinlake.orchestrator.owner.Handed;
import io.twinlake.orchestrator.owner.OwnerClient;
import io.twinlake.orchestrator.owner.OwnerFile;
import io.twinlake.orchestrator.owner.OwnerServer;
import io.twinlake.orchestrator.owner.OwnerSilent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens the ledger for a command. Where another process has it open, the command goes to that one; where that one is just ending, this
 * waits for it.
 */
public final class OpeningAccess implements LedgerAccess {
    private static final Duration WAIT_AT_MOST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Components components;
    private final Ending ending;
    private final Function<LedgerAccess, CommandExecutor> commands;

    /** @param commands runs commands of other processes with a given way to the ledger */
    public OpeningAccess(Components components, Ending ending, Function<LedgerAccess, CommandExecutor> commands) {
        this.components = components;
        this.ending = ending;
        this.commands = commands;
    }

    @Override
    public int with(Invocation invocation, Work work) {
        return open(invocation, work, true);
    }

    @Override
    public int owning(Invocation invocation, Work work) {
        return open(invocation, work, false);
    }

    private int open(Invocation invocation, Work work, boolean mayForward) {
        TwinlakeConfig config = invocation.config();
        Optional<OwnerFile> file = OwnerFile.of(config.ledger());
        Deadline deadline = components.time().deadline(WAIT_AT_MOST);
        while (true) {
            Optional<OwnerFile.Owner> owner = file.flatMap(OwnerFile::read).filter(OwnerFile.Owner::isAlive);
            String why = "";
            if (owner.isPresent() && mayForward) {
                Handed handed = forward(owner.get(), invocation);
                if (handed instanceof Handed.Done done) {
                    return done.exit();
                }
                why = ", " + ((Handed.NotTaken) handed).sentence();
            }
            try (OwnedLedger owned = new OwnedLedger(components.ledgers().apply(config.ledger()), components, ending)) {
                return work(invocation, work, config, owned, file);
            } catch (LedgerInUse e) {
                boolean willStay = owner.isPresent() && !mayForward;
                if (willStay || deadline.isOver()) {
                    throw inUse(owner, why, e);
                }
                pause();
            }
        }
    }

    private int work(
            Invocation invocation, Work work, TwinlakeConfig config, OwnedLedger owned, Optional<OwnerFile> file) {
        String purpose = "twinlake " + String.join(" ", invocation.words());
        try (Installation installation = owned.installation(config)) {
            Optional<OwnerServer> server = file.map(place -> OwnerServer.start(
                    place,
                    purpose,
                    commands.apply(new OwnedAccess(owned)),
                    owned::interrupt,
                    installation::epoch,
                    components.time()));
            server.ifPresent(owned.server()::set);
            try {
                return work.on(installation);
            } finally {
                server.ifPresent(OwnerServer::close);
            }
        }
    }

    private Handed forward(OwnerFile.Owner owner, Invocation invocation) {
        OwnerClient client = new OwnerClient(owner, invocation, components.time());
        try (Ending.Registration interrupted = ending.add(client::interrupt)) {
            return client.run();
        } catch (OwnerSilent silent) {
            throw silent(owner, silent);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    OwnCategory.OWNER,
                    "The command was handed to " + owner + ", which owns the ledger, and that process broke off.",
                    null,
                    "Run `twinlake status` to see how far it came, then the command again.",
                    e);
        }
    }

    private static CommandFailure silent(OwnerFile.Owner owner, OwnerSilent silent) {
        String begun = silent.mayHaveBegun()
                ? "It was told to begin this command, and may go on with it when it goes on."
                : "It has not begun this command, and will not.";
        return new CommandFailure(
                ExitCode.LEASE_HELD,
                OwnCategory.OWNER,
                silent.getMessage() + " " + begun,
                null,
                "If it does not go on, end it with `kill -9 " + owner.pid()
                        + "`, which frees the ledger and loses nothing, then run the command again.",
                silent);
    }

    private static CommandFailure inUse(Optional<OwnerFile.Owner> owner, String why, LedgerInUse cause) {
        return new CommandFailure(
                ExitCode.LEASE_HELD,
                OwnCategory.LEDGER,
                "The ledger is in use by "
                        + owner.map(OwnerFile.Owner::toString).orElse("a process that does not answer") + why + ".",
                null,
                "Wait until it ends, or end it, and run the command again.",
                cause);
    }

    private void pause() {
        try {
            components.time().sleeper().sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.INTERRUPTED,
                    OwnCategory.INTERRUPTED,
                    "Interrupted while the ledger was in use.",
                    null,
                    "Run the command again.",
                    e);
        }
    }
}
