package io.twinlake.catalogsync.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a recipient's mounts show: a share's contents, which the platform tells there up to a minute late. */
final class MountedTables {
    private final Workspace recipient;
    private final Patience patience;

    MountedTables(Workspace recipient, Patience patience) {
        this.recipient = recipient;
        this.patience = patience;
    }

    /** Waits until tables are shown; answers with those that are not in time. */
    Set<ObjectName> notShown(Collection<ObjectName> tables) {
        Set<ObjectName> left = new HashSet<>(tables);
        patience.until(() -> {
            Set<ObjectName> schemas = left.stream().map(ObjectName::parent).collect(Collectors.toSet());
            schemas.forEach(schema -> left.removeAll(shown(schema)));
            return left.isEmpty();
        });
        return left;
    }

    private Set<ObjectName> shown(ObjectName schema) {
        try (Stream<ObjectNode> tables = recipient.catalog().inSchema(SecurableKind.TABLE, schema)) {
            return tables.map(table -> schema.child(table.path("name").asText()))
                    .collect(Collectors.toSet());
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.NOT_FOUND) {
                throw failure;
            }
            return Set.of();
        }
    }
}
