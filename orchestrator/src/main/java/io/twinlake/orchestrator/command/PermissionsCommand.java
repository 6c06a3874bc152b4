package io.twinlake.orchestrator.command;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.orchestrator.answer.PermissionsAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.permission.Purpose;
import io.twinlake.orchestrator.permission.ReadPermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the rights that a group needs and which of them are not held. */
@Command(
        name = "permissions",
        description = "Tells every right that a group needs, why, and whether it is held. Changes nothing."
                + " Exit 6: one is missing, or a region does not answer.")
final class PermissionsCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--region", paramLabel = "REGION", description = "Only those in this region.")
    private @Nullable String region;

    @Option(
            names = "--direction",
            paramLabel = "DIRECTION",
            description = "Only those for one-way, there-and-back or drill. May be repeated.")
    private List<String> directions = List.of();

    PermissionsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.readingLedger(installation -> {
            ProtectedGroup group = context.group(installation);
            ReadPermissions permissions = new ReadPermissions(group);
            List<Purpose> purposes = purposes();
            PermissionsAnswer answer = new PermissionsAnswer(
                    regions(group.config()).stream()
                            .map(each -> permissions.in(each, purposes))
                            .toList(),
                    permissions.azure());
            context.invocation().answer(answer);
            return answer.isWhole() ? ExitCode.DONE : ExitCode.PRECONDITION_REFUSED;
        });
    }

    private List<RegionName> regions(FailoverGroup group) {
        List<RegionName> all = List.of(group.home(), group.secondary());
        if (region == null) {
            return all;
        }
        List<RegionName> named =
                all.stream().filter(each -> each.value().equals(region)).toList();
        if (named.isEmpty()) {
            throw CommandFailure.usage(
                    "Group " + group.name() + " has no region '" + region + "'.",
                    "Its regions are " + group.home() + " and " + group.secondary() + ".");
        }
        return named;
    }

    private List<Purpose> purposes() {
        return directions.isEmpty()
                ? List.of(Purpose.values())
                : directions.stream().map(PermissionsCommand::purpose).toList();
    }

    private static Purpose purpose(String word) {
        return Stream.of(Purpose.values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "'" + word + "' is no direction.", "It is one-way, there-and-back or drill."));
    }
}
