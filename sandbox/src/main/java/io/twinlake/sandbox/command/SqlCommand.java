package io.twinlake.sandbox.command;

import io.twinlake.sandbox.access.Warehouse;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one statement in one region and prints its rows. */
@Command(name = "sql", description = "Run a statement in a region; prints one JSON object per row.")
final class SqlCommand implements Callable<Integer> {

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Option(
            names = "--region",
            required = true,
            paramLabel = "R",
            description = "A region's name, 'primary' or 'secondary'.")
    private String region = "";

    @Option(
            names = "--as",
            paramLabel = "PRINCIPAL",
            description = "Who runs it, by name or by role as 'sandbox up' prints them; without it the sandbox's root.")
    private @Nullable String principal;

    @Parameters(paramLabel = "SQL", description = "The statement.")
    private String sql = "";

    @Override
    public Integer call() {
        Layout layout = Layout.of(folder.path());
        RegionLayout where = layout.region(region)
                .orElseThrow(() -> new SandboxFailure("There is no region '" + region + "' in this sandbox."));
        String token = principal == null ? where.token() : layout.token(where, principal);
        new Warehouse(where, token).run(sql).forEach(row -> Terminal.line(row.toString()));
        return 0;
    }
}
