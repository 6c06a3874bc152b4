package io.twinlake.catalogsync.region;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.epoch.EpochGuard;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A region's workspace whose every write asks first whether our epoch still holds. All writes of a sync go through here.
 *
 * <p>Each write throws {@link io.twinlake.ledger.epoch.StaleEpochException} when a promotion happened since.
 */
public final class GuardedWorkspace {
    private static final Duration METADATA_AT_MOST = Duration.ofMinutes(10);

    private final Workspace workspace;
    private final EpochGuard epochs;
    private final Standing standing;

    public GuardedWorkspace(Workspace workspace, EpochGuard epochs, Standing standing) {
        this.workspace = workspace;
        this.epochs = epochs;
        this.standing = standing;
    }

    /** For reading only. */
    public Workspace reading() {
        return workspace;
    }

    public ObjectNode create(SecurableKind kind, ObjectNode body) {
        return catalogToWrite().create(kind, body);
    }

    public ObjectNode update(SecurableKind kind, ObjectName name, ObjectNode changes) {
        return catalogToWrite().update(kind, name, changes);
    }

    public void delete(SecurableKind kind, ObjectName name) {
        catalogToWrite().delete(kind, name);
    }

    public void changeGrants(SecurableKind kind, ObjectName name, List<UnityCatalog.GrantChange> changes) {
        catalogToWrite().changeGrants(kind, name, changes);
    }

    /** Runs a statement that changes definitions, in a schema if its text has short names. */
    public void execute(String sql, @Nullable ObjectName schema) {
        require();
        Statement statement = Statement.of(sql);
        workspace.statements().run(schema == null ? statement : statement.in(schema), METADATA_AT_MOST);
    }

    /** Hands in a statement that may run for long. */
    public StatementId submit(String sql) {
        require();
        return workspace.statements().submit(Statement.of(sql));
    }

    /** For one write. */
    public EntityTags tagsToWrite() {
        return catalogToWrite().tags();
    }

    public Sharing sharingToWrite() {
        require();
        return workspace.sharing();
    }

    private UnityCatalog catalogToWrite() {
        require();
        return workspace.catalog();
    }

    private void require() {
        epochs.require(standing.group().name(), standing.epoch());
    }
}
