package io.twinlake.failover.stranded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.LostVersion;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a table gained and lost since it was last replicated, in a schema of the demoted region named for the epoch. A table whose rows
 * cannot be compared, or whose replicated version can be read no more, is kept whole. What is kept is marked as set aside, so that no sync takes it for part of the group.
 */
final class KeepStranded {
    private static final Duration AT_MOST = Duration.ofHours(6);

    /** The platform takes names of 255 characters; the rest is for id, version and suffix. */
    private static final int LEGIBLE = 160;

    private final GroupName group;
    private final Workspace demoted;
    private final SettleStranded.Order order;
    private final TableHistory history;

    KeepStranded(GroupName group, Workspace demoted, SettleStranded.Order order) {
        this.group = group;
        this.demoted = demoted;
        this.order = order;
        this.history = new TableHistory(demoted.statements());
    }

    /** The tables that hold it. */
    List<ObjectName> keep(Stranded table) {
        ObjectName schema = ensureSchema(table);
        String stem = stem(table);
        ObjectName gained = schema.child(stem + "_gained");
        ObjectName lost = schema.child(stem + "_lost");
        String now = version(table, table.lastVersion());
        String then = version(table, table.lastReplicatedVersion());
        try {
            create(table, gained, "AS SELECT * FROM " + now + " EXCEPT ALL SELECT * FROM " + then);
            create(table, lost, "AS SELECT * FROM " + then + " EXCEPT ALL SELECT * FROM " + now);
            return List.of(gained, lost);
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.INVALID && !LostVersion.isCauseOf(failure)) {
                throw failure;
            }
            return List.of(whole(table));
        }
    }

    /**
     * The table that holds all rows, as they are now: of what changed since the last commit of another hand, if anything, the platform has but
     * rewritten files, and may have removed those that it wrote anew.
     */
    ObjectName whole(Stranded table) {
        ObjectName whole = ensureSchema(table).child(stem(table) + "_whole");
        create(
                table,
                whole,
                "AS SELECT * FROM "
                        + version(table, history.current(table.object()).version()));
        return whole;
    }

    private ObjectName ensureSchema(Stranded table) {
        ObjectName schema = ObjectName.of(table.object().catalog(), "twinlake_stranded_" + order.epoch());
        if (demoted.catalog().find(SecurableKind.SCHEMA, schema).isPresent()) {
            return schema;
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", schema.name())
                .put("catalog_name", schema.catalog())
                .put(
                        "comment",
                        "Made by Twinlake: what was committed here and never replicated before epoch " + order.epoch());
        ObjectNode properties = body.putObject("properties");
        marker(schema.name()).properties().forEach(properties::put);
        order.guard().run();
        demoted.catalog().create(SecurableKind.SCHEMA, body);
        return schema;
    }

    /**
     * Names are cut before the table's id, which alone keeps two tables apart: {@code a__b.c} and {@code a.b__c} read alike. The id's
     * hyphens would have to be quoted.
     */
    private static String stem(Stranded table) {
        String name = table.object().parent().name() + "__" + table.object().name();
        return name.substring(0, Math.min(name.length(), LEGIBLE)) + "__twinlake_"
                + table.tableId().replace('-', '_') + "_v" + table.lastVersion();
    }

    /** What stands there with the table's own marker was kept by an earlier try, whole; anything else there is not touched. */
    private void create(Stranded source, ObjectName table, String query) {
        Marker marker = marker(source.tableId());
        Optional<ObjectNode> there = demoted.catalog().find(SecurableKind.TABLE, table);
        if (there.isPresent()) {
            requireOwn(marker, table, there.get());
            return;
        }
        order.guard().run();
        demoted.statements()
                .run(
                        Statement.of("CREATE TABLE " + Identifiers.quote(table) + " TBLPROPERTIES "
                                + Literals.properties(marker.properties()) + " " + query),
                        AT_MOST);
    }

    private static void requireOwn(Marker marker, ObjectName table, ObjectNode there) {
        if (!Marker.in(there).filter(marker::saysAs).isPresent()) {
            throw new ClientException(
                    FailureCategory.CONFLICT,
                    "keep stranded commits",
                    table.toString(),
                    null,
                    "table " + table
                            + " stands where stranded commits are to be kept, and was not made for them: rename or drop it",
                    null);
        }
    }

    private Marker marker(String source) {
        return Marker.archived(group, source);
    }

    private static String version(Stranded table, @Nullable Long version) {
        return Identifiers.quote(table.object()) + " VERSION AS OF " + version;
    }
}
