package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.orchestrator.answer.VerifyAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.report.HtmlFile;
import io.twinlake.orchestrator.report.ParityPage;
import io.twinlake.orchestrator.verify.Verification;
import io.twinlake.orchestrator.verify.VerifiedRun;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Compares both sides, object by object. */
@Command(
        name = "verify",
        description =
                "Compares both sides, object by object; starts a stopped warehouse to read with. Exit 2: they differ; 3: what lags is older than the objective.")
final class VerifyCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "metadata",
            converter = TierName.class,
            completionCandidates = TierNames.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); each includes the ones before.")
    private Tier tier = Tier.METADATA;

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
        VerifiedRun verified = new Verification(context.groupToLookAt(installation)).run(tier);
        if (report != null) {
            HtmlFile.write(
                    "parity.jte", new ParityPage(verified), context.invocation().resolve(report));
        }
        context.invocation().answer(new VerifyAnswer(verified.run().id(), verified.parity()));
        return verified.exitCode();
    }

    /** Reads a tier by the word that documents write. */
    private static final class TierName implements ITypeConverter<Tier> {
        @Override
        public Tier convert(String value) {
            return Arrays.stream(Tier.values())
                    .filter(tier -> tier.word().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + String.join(", ", new TierNames()) + " but was '" + value + "'"));
        }
    }

    /** The tiers' words. */
    private static final class TierNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Tier.values()).map(Tier::word).iterator();
        }
    }
}
