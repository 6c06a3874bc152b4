package io.twinlake.orchestrator.permission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.orchestrator.permission.SecuredObject.Catalog;
import io.twinlake.orchestrator.permission.SecuredObject.ExternalLocation;
import io.twinlake.orchestrator.permission.SecuredObject.Job;
import io.twinlake.orchestrator.permission.SecuredObject.Metastore;
import io.twinlake.orchestrator.permission.SecuredObject.Warehouse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells which rights Twinlake's principal holds in a region. Grants of one's own are always shown, whoever manages the object, so that a
 * missing one is known to be missing. Each right is asked for once.
 */
final class HeldRights {
    private static final Duration STATEMENT = Duration.ofSeconds(20);

    private final Workspace workspace;
    private final UnityCatalog unity;
    private final Principal self;
    private final OwnRights own;
    private final Map<Right, Finding> found = new HashMap<>();

    HeldRights(Workspace workspace, Principal self) {
        this.workspace = workspace;
        this.unity = workspace.catalog();
        this.self = self;
        this.own = new OwnRights(unity, self, Set.of());
    }

    Finding find(Right right) {
        return found.computeIfAbsent(right, this::asked);
    }

    private Finding asked(Right right) {
        try {
            return Finding.of(right, held(right.object(), right.privileges()));
        } catch (ClientException failure) {
            return Finding.untold(right, String.valueOf(failure.getMessage()));
        }
    }

    private Held held(SecuredObject object, List<String> privileges) {
        if (object instanceof Metastore) {
            return onMetastore(privileges);
        }
        if (object instanceof Catalog catalog) {
            return onCatalog(catalog, privileges);
        }
        if (object instanceof ExternalLocation location) {
            return Held.of(self.is(location.owner())
                    || OwnRights.covers(granted(unity.grantsOnExternalLocation(location.name())), privileges));
        }
        if (object instanceof Warehouse) {
            return onWarehouse();
        }
        if (object instanceof Job job) {
            return onJob(job, privileges);
        }
        return Held.NO;
    }

    private Held onMetastore(List<String> privileges) {
        return Held.of(self.isMetastoreAdmin() || OwnRights.covers(granted(unity.grantsOnMetastore()), privileges));
    }

    private Held onCatalog(Catalog catalog, List<String> privileges) {
        SecurableKey key = new SecurableKey(SecurableKind.CATALOG, ObjectName.of(catalog.name()));
        if (!isThere(key)) {
            return catalog.replica() ? onMetastore(List.of("CREATE_CATALOG")) : Held.NO;
        }
        if (OwnRights.covers(own.held(key), privileges)) {
            return Held.YES;
        }
        // An owner may give himself all of it, which a sync does at a replica; of the source he manages the catalog,
        // and reads nothing by that.
        boolean byOwning =
                catalog.replica() ? own.owns(key) : privileges.equals(List.of(OwnRights.MANAGE)) && own.manages(key);
        return Held.of(byOwning);
    }

    private boolean isThere(SecurableKey key) {
        try {
            Optional<ObjectNode> catalog = unity.find(key.kind(), key.name());
            return catalog.isPresent();
        } catch (ClientException refused) {
            if (refused.category() == FailureCategory.PERMISSION) {
                return true;
            }
            throw refused;
        }
    }

    /** Who may only look at a warehouse sees it as well: a statement proves more, but a stopped warehouse would be started by one. */
    private Held onWarehouse() {
        try {
            if (!workspace.warehouse().state().equals("RUNNING")) {
                return Held.UNKNOWN;
            }
            workspace.statements().run(Statement.of("SELECT 1"), STATEMENT);
            return Held.YES;
        } catch (ClientException refused) {
            return refusal(refused);
        }
    }

    /** Who finds a job may look at it; who manages it is shown who else does, and nobody else is. */
    private Held onJob(Job job, List<String> levels) {
        if (levels.equals(List.of("CAN_VIEW"))) {
            return Held.YES;
        }
        try {
            Set<String> held = granted(workspace.jobs().permissions(job.id()));
            return Held.of(held.contains("IS_OWNER") || held.containsAll(levels));
        } catch (ClientException refused) {
            return refusal(refused);
        }
    }

    private static Held refusal(ClientException refused) {
        if (refused.category() == FailureCategory.PERMISSION || refused.category() == FailureCategory.NOT_FOUND) {
            return Held.NO;
        }
        throw refused;
    }

    private Set<String> granted(Collection<Grant> grants) {
        return grants.stream()
                .filter(grant -> self.is(grant.principal()))
                .flatMap(grant -> grant.privileges().stream())
                .collect(Collectors.toSet());
    }
}
