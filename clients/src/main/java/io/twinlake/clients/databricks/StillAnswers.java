package io.twinlake.clients.databricks;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.sql.Statement;
import java.time.Duration;

/** Tells the failure of one thing from that of a whole region, by asking the region for something else. */
public final class StillAnswers {
    private static final Statement ANYTHING = Statement.of("SELECT 1");
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Workspace workspace;

    public StillAnswers(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Returns where a failure concerns one thing alone; where the region answers nothing else either, it is thrown. */
    public void orThrow(ClientException failure) {
        switch (failure.category()) {
            case AUTHENTICATION -> throw failure;
            case UNAVAILABLE, TIMEOUT, RATE_LIMITED -> ask(failure);
            case PERMISSION, NOT_FOUND, CONFLICT, INVALID, LIMIT, FIREWALL, PROTOCOL -> {
                // The region answered: it said no to this one thing.
            }
        }
    }

    private void ask(ClientException failure) {
        try {
            workspace.statements().run(ANYTHING, AT_MOST);
        } catch (ClientException silent) {
            failure.addSuppressed(silent);
            throw failure;
        }
    }
}
