package io.twinlake.catalogsync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.clients.databricks.Jobs;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Warehouse;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A region in memory: Unity Catalog with its listings, grants, shares and Delta histories, as far as a sync uses them. */
final class RegionTwin implements Workspace, UnityCatalog, Warehouse {
    static final String METASTORE = "global_metastore_id";

    /** One commit of a table; {@code content} stands for its rows. */
    record Commit(
            long version,
            Instant at,
            String operation,
            @Nullable String user,
            String parameters,
            String content) {}

    final RegionName name;
    String metastore;
    /** Whether Twinlake is shown its own grants only where it does not manage. */
    boolean isStrict;

    /** Whether a view's or a function's text is shown to its owner alone. */
    boolean hidesTexts;

    Principal self = new Principal("twinlake", Set.of(), false);
    final Map<String, ObjectNode> objects = new TreeMap<>();
    final Map<String, Map<String, List<String>>> grants = new TreeMap<>();
    final Map<String, List<Commit>> histories = new TreeMap<>();
    final Set<String> principals = new HashSet<>(Set.of("twinlake", "analysts", "engineers", "alice"));
    /** The ids of principals that are deleted: grants show these and no name. */
    final Map<String, String> deleted = new TreeMap<>();

    /** What the platform makes of a table's properties at every commit. */
    final Map<String, String> platformProperties = new TreeMap<>();

    /** Whether a history in a query is a syntax error. */
    boolean refusesHistoriesInQueries;

    /** Whether the list of tables that have keys is still to tell of them. */
    boolean listsKeysLate;

    /** By the name of what they stand on. */
    final Map<String, List<ObjectNode>> policies = new TreeMap<>();
    /** What DESCRIBE FUNCTION EXTENDED says, by the functions' names. */
    final Map<String, List<String>> descriptions = new TreeMap<>();

    /** How many rows views show, and what their hashes come to; one that is not here shows one. */
    final Map<String, Supplier<List<@Nullable String>>> answers = new TreeMap<>();

    final List<String> writes = new CopyOnWriteArrayList<>();
    final SharingTwin sharing = new SharingTwin(this);
    final StatementsTwin statements = new StatementsTwin(this);
    final TagsTwin tags = new TagsTwin(this);

    private final List<Map.Entry<Predicate<String>, Supplier<ClientException>>> faults = new ArrayList<>();
    private final List<Map.Entry<Predicate<String>, Runnable>> deeds = new CopyOnWriteArrayList<>();
    private int ids;

    RegionTwin(String name) {
        this.name = new RegionName(name);
        this.metastore = "azure:" + name;
    }

    /** From now on each call whose description fits fails, of whose effect so much is known. */
    void fail(Predicate<String> calls, FailureCategory category, Effect effect, String message) {
        faults.add(0, Map.entry(calls, () -> new ClientException(category, effect, "call", null, null, message, null)));
    }

    /** From now on each call whose description fits fails. */
    void fail(Predicate<String> calls, FailureCategory category, String message) {
        faults.add(0, Map.entry(calls, () -> failure(category, message)));
    }

    /** Right before the first call that fits, another hand does something. */
    void before(Predicate<String> calls, Runnable deed) {
        deeds.add(Map.entry(calls, deed));
    }

    void heal() {
        faults.clear();
    }

    void called(String call) {
        List<Map.Entry<Predicate<String>, Runnable>> due =
                deeds.stream().filter(deed -> deed.getKey().test(call)).toList();
        deeds.removeAll(due);
        due.forEach(deed -> deed.getValue().run());
        faults.stream().filter(fault -> fault.getKey().test(call)).findFirst().ifPresent(fault -> {
            throw fault.getValue().get();
        });
    }

    void written(String call) {
        called(call);
        writes.add(call);
    }

    String nextId() {
        return name + "-" + ++ids;
    }

    static String key(SecurableKind kind, ObjectName object) {
        String family = kind == SecurableKind.VIEW ? "table" : kind.word();
        return family + " " + object;
    }

    @Override
    public RegionName region() {
        return name;
    }

    @Override
    public UnityCatalog catalog() {
        return this;
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public Statements statements() {
        return statements;
    }

    @Override
    public Warehouse warehouse() {
        return this;
    }

    @Override
    public Jobs jobs() {
        throw new UnsupportedOperationException("a sync touches no job");
    }

    @Override
    public Principal principal() {
        return self;
    }

    @Override
    public String state() {
        return "RUNNING";
    }

    @Override
    public void ensureRunning(Duration atMost) {
        called("warehouse");
    }

    @Override
    public ObjectNode metastore() {
        return JsonNodeFactory.instance.objectNode().put(METASTORE, metastore);
    }

    @Override
    public Stream<ObjectNode> catalogs() {
        return list("catalog ", "list catalogs");
    }

    @Override
    public Stream<ObjectNode> schemas(String catalog) {
        return list("schema " + ObjectName.of(catalog) + ".", "list schemas " + catalog);
    }

    @Override
    public Stream<ObjectNode> inSchema(SecurableKind kind, ObjectName schema) {
        if (objects.getOrDefault("catalog " + schema.catalog(), JsonNodeFactory.instance.objectNode())
                .has("share_name")) {
            called("list " + kind.word() + "s " + schema);
            return sharing.peer.sharing.shown(schema);
        }
        return list(kind.word() + " " + schema + ".", "list " + kind.word() + "s " + schema)
                .map(object -> {
                    object.remove("view_dependencies");
                    object.remove("table_constraints");
                    return object;
                });
    }

    private Stream<ObjectNode> list(String prefix, String call) {
        called(call);
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> shown(entry.getValue()))
                .toList()
                .stream();
    }

    @Override
    public Optional<ObjectNode> find(SecurableKind kind, ObjectName object) {
        called("find " + key(kind, object));
        return Optional.ofNullable(objects.get(key(kind, object))).map(this::shown);
    }

    private ObjectNode shown(ObjectNode object) {
        ObjectNode shown = object.deepCopy();
        if (hidesTexts && !self.is(object.path("owner").asText())) {
            shown.remove(List.of("view_definition", "routine_definition"));
        }
        return shown;
    }

    @Override
    public ObjectNode create(SecurableKind kind, ObjectNode body) {
        ObjectName object = kind == SecurableKind.CATALOG
                ? ObjectName.of(body.get("name").asText())
                : ObjectName.of(
                        body.get("catalog_name").asText(), body.get("name").asText());
        written("create " + key(kind, object));
        ObjectNode created = body.deepCopy();
        created.put("owner", "twinlake").put("id", nextId());
        if (kind == SecurableKind.CATALOG) {
            created.put("catalog_type", body.has("share_name") ? "DELTASHARING_CATALOG" : "MANAGED_CATALOG");
        }
        objects.put(key(kind, object), created);
        return created;
    }

    @Override
    public ObjectNode update(SecurableKind kind, ObjectName object, ObjectNode changes) {
        written("update " + key(kind, object) + " " + changes);
        requirePrincipal(changes.path("owner").asText("twinlake"));
        ObjectNode there = objects.get(key(kind, object));
        there.setAll(changes);
        return there;
    }

    @Override
    public void delete(SecurableKind kind, ObjectName object) {
        written("delete " + key(kind, object));
        objects.remove(key(kind, object));
        grants.remove(key(kind, object));
    }

    @Override
    public List<Grant> grants(SecurableKind kind, ObjectName object) {
        called("grants " + key(kind, object));
        return grants.getOrDefault(key(kind, object), Map.of()).entrySet().stream()
                .filter(entry -> !isStrict || self.is(entry.getKey()) || manages(object))
                .map(entry -> deleted.containsKey(entry.getKey())
                        ? new Grant(deleted.get(entry.getKey()), true, entry.getValue())
                        : new Grant(entry.getKey(), entry.getValue()))
                .toList();
    }

    private boolean manages(ObjectName object) {
        String catalog = key(SecurableKind.CATALOG, ObjectName.of(object.catalog()));
        return grants.getOrDefault(catalog, Map.of())
                .getOrDefault(self.name(), List.of())
                .contains("MANAGE");
    }

    @Override
    public List<Grant> effectiveGrants(SecurableKind kind, ObjectName object) {
        List<Grant> effective = new ArrayList<>(grants(kind, object));
        for (ObjectName above = object; above.parts().size() > 1; ) {
            above = above.parent();
            effective.addAll(grants(above.parts().size() == 1 ? SecurableKind.CATALOG : SecurableKind.SCHEMA, above));
        }
        return effective;
    }

    @Override
    public List<Grant> grantsOnMetastore() {
        throw new UnsupportedOperationException("a sync asks nothing of the metastore's grants");
    }

    @Override
    public List<ObjectNode> policiesOver(SecurableKind kind, ObjectName object) {
        called("policies " + key(kind, object));
        List<ObjectNode> over = new ArrayList<>();
        for (ObjectName above = object; ; above = above.parent()) {
            over.addAll(policies.getOrDefault(above.toString(), List.of()));
            if (above.parts().size() == 1) {
                return over;
            }
        }
    }

    @Override
    public EntityTags tags() {
        return tags;
    }

    @Override
    public Stream<ObjectNode> externalLocations() {
        throw new UnsupportedOperationException("a sync asks nothing of external locations");
    }

    @Override
    public List<Grant> grantsOnExternalLocation(String location) {
        throw new UnsupportedOperationException("a sync asks nothing of external locations");
    }

    @Override
    public void changeGrants(SecurableKind kind, ObjectName object, List<GrantChange> changes) {
        written("grant " + key(kind, object) + " " + changes);
        changes.forEach(change -> requirePrincipal(change.principal()));
        Map<String, List<String>> there = grants.computeIfAbsent(key(kind, object), absent -> new TreeMap<>());
        for (GrantChange change : changes) {
            List<String> privileges = new ArrayList<>(there.getOrDefault(change.principal(), List.of()));
            privileges.removeAll(change.remove());
            privileges.addAll(change.add());
            there.put(change.principal(), privileges);
        }
    }

    private void requirePrincipal(String principal) {
        if (!principals.contains(principal)) {
            throw new ClientException(
                    FailureCategory.NOT_FOUND,
                    "call",
                    null,
                    "PRINCIPAL_DOES_NOT_EXIST",
                    "Could not find principal with name " + principal,
                    null);
        }
    }

    /** The table's commits, oldest first. */
    List<Commit> history(ObjectName table) {
        return histories.computeIfAbsent(table.toString(), absent -> new ArrayList<>());
    }

    void commit(
            ObjectName table, String operation, @Nullable String user, @Nullable String parameters, String content) {
        List<Commit> commits = history(table);
        long version = commits.isEmpty() ? 0 : commits.get(commits.size() - 1).version() + 1;
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(commits.size() + 60L * ids);
        commits.add(new Commit(version, at, operation, user, parameters == null ? "{}" : parameters, content));
        ObjectNode written = objects.get(key(SecurableKind.TABLE, table));
        if (written != null) {
            platformProperties.forEach(written.withObjectProperty("properties")::put);
        }
    }

    static ClientException failure(FailureCategory category, String message) {
        return new ClientException(category, "call", null, null, message, null);
    }
}
