package io.twinlake.catalogsync.data;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.name.ObjectName;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a replica that can no longer be cloned onto under another name, so that nothing is lost and its name is free. */
public final class SetAside {
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final GuardedWorkspace replica;
    private final Clock clock;

    public SetAside(GuardedWorkspace replica, Clock clock) {
        this.replica = replica;
        this.clock = clock;
    }

    /** Marks and renames a managed table. An external one keeps its folder, which the new clone needs: a person has to move it. */
    public void ensure(Securable table) {
        ObjectName name = table.name();
        if (table.definition() instanceof Table definition && definition.external()) {
            throw new ClientException(
                    FailureCategory.CONFLICT,
                    "set aside table",
                    name.toString(),
                    null,
                    table.key() + " cannot be cloned onto: its source's column mapping has changed. It is external, so"
                            + " drop it at the replica and move its folder away; the next sync makes a full clone",
                    null);
        }
        ObjectName aside = name.parent().child(name.name() + "__twinlake_" + STAMP.format(clock.instant()));
        replica.execute(
                "ALTER TABLE " + Identifiers.quote(name) + " SET TBLPROPERTIES "
                        + Literals.properties(Map.of(Marker.ARCHIVED, "true")),
                null);
        replica.execute("ALTER TABLE " + Identifiers.quote(name) + " RENAME TO " + Identifiers.quote(aside), null);
        LOG.warn("replica set aside object={} as={} reason=column mapping changed, a full clone follows", name, aside);
    }
}
