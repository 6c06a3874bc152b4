package io.twinlake.orchestrator.command;

import io.twinlake.orchestrator.answer.VerifyAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.TierOption;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.report.HtmlFile;
import io.twinlake.orchestrator.report.ParityPage;
import io.twinlake.orchestrator.verify.Verification;
import io.twinlake.orchestrator.verify.VerifiedRun;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares both sides, object by object. */
@Command(
        name = "verify",
        description =
                "Compares both sides, object by object; starts a stopped warehouse to read with. Exit 2: they differ; 3: what lags is older than the objective.")
final class VerifyCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private TierOption tier = new TierOption();

    @Option(names = "--report", paramLabel = "FILE", description = "Also writes one HTML page with every object.")
    private @Nullable String report;

    VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.onLedger(this::verify);
    }

    private ExitCode verify(Installation installation) {
        VerifiedRun verified = new Verification(context.groupToLookAt(installation)).run(tier.tier());
        if (report != null) {
            HtmlFile.write(
                    "parity.jte", new ParityPage(verified), context.invocation().resolve(report));
        }
        context.invocation().answer(new VerifyAnswer(verified.run().id(), verified.parity()));
        return verified.exitCode();
    }
}
