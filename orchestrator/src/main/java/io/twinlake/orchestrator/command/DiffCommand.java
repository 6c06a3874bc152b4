package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.parity.ObjectParity;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.orchestrator.answer.difference.DiffAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.TierOption;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows in what one object differs; nothing of it is recorded. */
@Command(
        name = "diff",
        description =
                "Shows in what one object differs, field by field; starts a stopped warehouse to read with. Exit 2: it differs; 8: it could not be compared.")
final class DiffCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private TierOption tier = new TierOption();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Of which kind it is, where several have the name: table, view, function and so on.")
    private @Nullable String kind;

    // Picocli sets it before the command runs.
    @SuppressWarnings("NullAway.Init")
    @Parameters(paramLabel = "OBJECT", description = "Its name: CATALOG.SCHEMA.NAME, CATALOG.SCHEMA or CATALOG.")
    private String object;

    DiffCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ObjectName name = name();
        return context.readingLedger(installation -> {
            ProtectedGroup group = context.groupToLookAt(installation);
            ObjectParity found =
                    only(group.sync(group.standing()).verify(tier.tier(), name).objects(), name, group);
            context.invocation().answer(new DiffAnswer(found, tier.tier()));
            if (found.state() == ParityState.FAILED) {
                return ExitCode.PARTLY_DONE;
            }
            return found.state() == ParityState.IN_SYNC ? ExitCode.DONE : ExitCode.DIFFERENCES;
        });
    }

    private ObjectName name() {
        try {
            return ObjectName.parse(object);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "'" + object + "' is no object's name: " + e.getMessage() + ".",
                    "It is CATALOG.SCHEMA.NAME, as `twinlake verify` writes it.");
        }
    }

    private ObjectParity only(List<ObjectParity> named, ObjectName name, ProtectedGroup group) {
        List<ObjectParity> found = named.stream()
                .filter(one -> kind == null || one.kind().word().equals(kind))
                .toList();
        if (found.isEmpty()) {
            throw CommandFailure.usage(
                    "Group " + group.name() + " has no " + (kind == null ? "object" : kind) + " " + name
                            + ": neither region shows it in the group's scope.",
                    "`twinlake verify` lists every object; another group is named with --group.");
        }
        if (found.size() > 1) {
            String kinds = found.stream().map(one -> one.kind().word()).collect(Collectors.joining(", "));
            throw CommandFailure.usage(
                    "Several objects are called " + name + ".", "Say which with --kind: " + kinds + ".");
        }
        ObjectParity only = found.get(0);
        if (only.state() == ParityState.EXCLUDED) {
            throw CommandFailure.usage(
                    only.kind().word() + " " + name + " is not in scope of group " + group.name() + ": " + only.reason()
                            + ".",
                    "The group's `catalogs` in the configuration say what is in scope.");
        }
        return only;
    }
}
