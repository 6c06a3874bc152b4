package io.twinlake.orchestrator.drill.rehearse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.LookupKey;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.step.StepFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The schema of one drill at the replica, beside what is replicated and marked as set aside, so that no sync and no comparison takes it for
 * part of the group.
 */
public final class DrillSchema {
    static final String PREFIX = "twinlake_drill_";

    /** The platform takes names of 255 characters. */
    private static final int LEGIBLE = 160;

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final GroupName group;
    private final Workspace replica;
    private final RunId run;
    private final Runnable guard;

    /** @param guard called right before each write of something new */
    public DrillSchema(GroupName group, Workspace replica, RunId run, Runnable guard) {
        this.group = group;
        this.replica = replica;
        this.run = run;
        this.guard = guard;
    }

    /**
     * Makes a copy of a table that copies no rows: a shallow clone. The platform clones an external table only to another place of one's
     * own, which would be left behind, so it gets a view pinned at its version.
     */
    ObjectName standIn(ObjectName table) {
        ObjectNode json = described(table);
        ObjectName schema = ObjectName.of(table.catalog(), PREFIX + safe(run.value()));
        ensure(schema);
        ObjectName standIn = schema.child(name(table, json));
        Marker marker = marker(json.path("table_id").asText("unknown"));
        guard.run();
        try {
            replica.statements().run(Statement.of(sql(table, standIn, json, marker)), AT_MOST);
        } catch (ClientException failure) {
            requireOwn(standIn, marker, failure);
        }
        return standIn;
    }

    /** A statement that a proxy carried out twice finds its own work there; nothing else is taken for it, or replaced. */
    private void requireOwn(ObjectName standIn, Marker marker, ClientException failure) {
        boolean own = failure.category() == FailureCategory.CONFLICT
                && replica.catalog()
                        .find(SecurableKind.TABLE, standIn)
                        .flatMap(Marker::in)
                        .filter(marker::saysAs)
                        .isPresent();
        if (!own) {
            throw failure;
        }
    }

    /** Cut before the table's id, which alone keeps two tables apart: {@code a__b.c} and {@code a.b__c} read alike. */
    private static String name(ObjectName table, ObjectNode json) {
        String name = table.parent().name() + "__" + table.name();
        return name.substring(0, Math.min(name.length(), LEGIBLE)) + "__"
                + json.path("table_id").asText();
    }

    /** The column by which the API finds rows of a table. */
    String key(ObjectName table) {
        return LookupKey.of(described(table))
                .orElseThrow(() -> StepFailed.broken(
                        "table " + table + " has no column id and is clustered by none.",
                        "Cluster it by the column that the API looks rows up by."));
    }

    private ObjectNode described(ObjectName table) {
        return replica.catalog()
                .find(SecurableKind.TABLE, table)
                .orElseThrow(
                        () -> StepFailed.broken("table " + table + " is not at the replica.", "Run `twinlake sync`."));
    }

    /** It fails where something stands there. */
    private String sql(ObjectName table, ObjectName standIn, ObjectNode json, Marker marker) {
        String properties = " TBLPROPERTIES " + Literals.properties(marker.properties());
        if (json.path("table_type").asText().equals("MANAGED")) {
            return "CREATE TABLE " + Identifiers.quote(standIn) + " SHALLOW CLONE " + Identifiers.quote(table)
                    + properties;
        }
        long version = new TableHistory(replica.statements()).current(table).version();
        return "CREATE VIEW " + Identifiers.quote(standIn) + properties + " AS SELECT * FROM "
                + Identifiers.quote(table) + " VERSION AS OF " + version;
    }

    private void ensure(ObjectName schema) {
        if (replica.catalog().find(SecurableKind.SCHEMA, schema).isPresent()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", schema.name())
                .put("catalog_name", schema.catalog())
                .put("comment", "Made by Twinlake for drill " + run + ", which drops it at its end");
        ObjectNode properties = body.putObject("properties");
        marker(schema.name()).properties().forEach(properties::put);
        guard.run();
        replica.catalog().create(SecurableKind.SCHEMA, body);
    }

    /** Keys as text, in an order that follows from the seed alone. */
    List<String> sample(ObjectName standIn, String key, int count, long seed) {
        String column = Identifiers.quote(key);
        StatementResult rows = replica.statements()
                .run(
                        Statement.of("SELECT CAST(" + column + " AS STRING) AS sampled FROM "
                                        + Identifiers.quote(standIn)
                                        + " WHERE " + column + " IS NOT NULL ORDER BY xxhash64(CAST(" + column
                                        + " AS STRING), :seed), sampled LIMIT " + count)
                                .with("seed", "BIGINT", Long.toString(seed)),
                        AT_MOST);
        List<String> keys = new ArrayList<>();
        for (int row = 0; row < rows.rows().size(); row++) {
            keys.add(Objects.requireNonNull(rows.value(row, "sampled")));
        }
        return keys;
    }

    /**
     * Drops the schemas of this drill and of any that was killed, and looks again. Asks no epoch: they are no part of the group, and a
     * promotion meanwhile is no reason to leave them.
     *
     * @return what is still there
     */
    List<ObjectName> cleanUp(Collection<String> catalogs) {
        for (ObjectName schema : ofDrills(catalogs)) {
            replica.statements()
                    .run(Statement.of("DROP SCHEMA IF EXISTS " + Identifiers.quote(schema) + " CASCADE"), AT_MOST);
        }
        return ofDrills(catalogs);
    }

    private List<ObjectName> ofDrills(Collection<String> catalogs) {
        List<ObjectName> schemas = new ArrayList<>();
        for (String catalog : catalogs) {
            try (Stream<ObjectNode> listed = replica.catalog().schemas(catalog)) {
                listed.filter(this::isOfDrill)
                        .map(json -> ObjectName.of(catalog, json.path("name").asText()))
                        .forEach(schemas::add);
            }
        }
        return schemas;
    }

    private boolean isOfDrill(ObjectNode schema) {
        return schema.path("name").asText().startsWith(PREFIX)
                && Marker.in(schema)
                        .filter(marker -> marker.archived() && marker.group().equals(group.value()))
                        .isPresent();
    }

    private Marker marker(String source) {
        return Marker.archived(group, source);
    }

    private static String safe(String run) {
        return run.replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT);
    }
}
