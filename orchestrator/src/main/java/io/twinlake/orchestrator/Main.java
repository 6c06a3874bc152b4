package io.twinlake.orchestrator;

import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.CommandTree;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.Ending;
import io.twinlake.orchestrator.installation.LedgerAccess;
import io.twinlake.orchestrator.installation.OpeningAccess;
import io.twinlake.orchestrator.logging.LogLevels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program: runs one command and exits with its code, or with 130 when it is told to end before. */
public final class Main {
    /** How long a command may take to come to its end after what it had running has stopped. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(5);

    private Main() {}

    public static void main(String[] words) {
        run(words, Assembly.components());
    }

    static void run(String[] words, Components components) {
        Ending ending = new Ending();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ending, done), "ending"));
        LedgerAccess ledgers = new OpeningAccess(
                components,
                ending,
                owned -> (forwarded, caller) -> CommandTree.execute(forwarded, caller, owned, verbosity -> {}));
        int code = CommandTree.execute(List.of(words), Caller.ofThisProcess(), ledgers, LogLevels::set);
        done.countDown();
        // While the process is ending already this waits for the hook, which exits for us.
        System.exit(code);
    }

    /** The command still records where it stands, closes the ledger and tells its user; then the process ends. */
    private static void end(Ending ending, CountDownLatch done) {
        if (done.getCount() == 0) {
            return;
        }
        ending.begin();
        try {
            done.await(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
}
