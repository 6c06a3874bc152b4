package io.twinlake.catalogsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.sql.NamesRead;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands the statements that a sync writes, and no others. */
final class SqlTwin {
    private static final String NAME = "((?:`(?:[^`]|``)*`\\.?)+)";
    private static final Pattern HISTORY = Pattern.compile(
            "(?:SELECT .* FROM \\()?DESCRIBE HISTORY " + NAME + " LIMIT (\\d+)(?:\\) ORDER BY version DESC)?");
    private static final Pattern HISTORY_OF_ONE = Pattern.compile(
            "SELECT (\\d+) AS place, .*? FROM \\((DESCRIBE HISTORY " + NAME + " LIMIT 1)\\)(?: UNION ALL |$)");
    private static final Pattern DETAIL = Pattern.compile("DESCRIBE DETAIL " + NAME);
    private static final Pattern CLONE = Pattern.compile("CREATE(?: OR REPLACE)? TABLE " + NAME + " DEEP CLONE " + NAME
            + " VERSION AS OF (\\d+)(?: TBLPROPERTIES \\((.*?)\\))?( LOCATION '(.*)')?");
    private static final Pattern VIEW = Pattern.compile(
            "CREATE(?: OR REPLACE)? VIEW " + NAME
                    + "(?: \\((.*?)\\))?(?: COMMENT '(.*?)')?(?: TBLPROPERTIES \\((.*?)\\))? AS (.*)",
            Pattern.DOTALL);
    private static final Pattern ALTER_VIEW = Pattern.compile("ALTER VIEW " + NAME + " AS (.*)", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("CREATE(?: OR REPLACE)? FUNCTION " + NAME
            + "\\((.*?)\\) RETURNS (\\w+)" + " (NOT )?DETERMINISTIC(?: COMMENT '(.*?)')? RETURN (.*)");
    private static final Pattern COMMENT = Pattern.compile("COMMENT ON TABLE " + NAME + " IS (?:NULL|'(.*)')");
    private static final Pattern SET = Pattern.compile("ALTER TABLE " + NAME + " SET TBLPROPERTIES \\((.*)\\)");
    private static final Pattern SET_VIEW = Pattern.compile("ALTER VIEW " + NAME + " SET TBLPROPERTIES \\((.*)\\)");
    private static final Pattern UNSET =
            Pattern.compile("ALTER TABLE " + NAME + " UNSET TBLPROPERTIES IF EXISTS \\((.*)\\)");
    private static final Pattern ADD_KEY =
            Pattern.compile("ALTER TABLE " + NAME + " ADD CONSTRAINT `(\\w+)` (PRIMARY|FOREIGN)"
                    + " KEY \\(`(\\w+)`\\)(?: REFERENCES " + NAME + " \\(`(\\w+)`\\))?( RELY)?");
    private static final Pattern DROP_KEY =
            Pattern.compile("ALTER TABLE " + NAME + " DROP CONSTRAINT IF EXISTS `(\\w+)`");
    private static final Pattern RENAME = Pattern.compile("ALTER TABLE " + NAME + " RENAME TO " + NAME);
    private static final Pattern DIGEST = Pattern.compile("SELECT count.* FROM " + NAME + " VERSION AS OF (\\d+)\\)?");
    private static final Pattern ANSWER =
            Pattern.compile("SELECT count.* FROM \\(SELECT \\* FROM " + NAME + " LIMIT (\\d+)\\)\\)");
    private static final Pattern ROW_FILTER =
            Pattern.compile("ALTER TABLE " + NAME + " SET ROW FILTER " + NAME + " ON \\(`id`\\)");
    private static final Pattern PROPERTY = Pattern.compile("'([^']*)' = '([^']*)'");

    /** What a statement answers. */
    record Rows(List<String> columns, List<List<@Nullable String>> rows) {
        static final Rows NONE = new Rows(List.of(), List.of());
    }

    private final RegionTwin region;

    SqlTwin(RegionTwin region) {
        this.region = region;
    }

    Rows run(Statement statement) {
        String sql = statement.sql();
        region.called("sql " + sql);
        Matcher matcher;
        if (region.refusesHistoriesInQueries && sql.contains("(DESCRIBE HISTORY")) {
            throw new ClientException(
                    FailureCategory.INVALID, "finish statement", null, "PARSE_SYNTAX_ERROR", "near 'DESCRIBE'", null);
        } else if ((matcher = HISTORY.matcher(sql)).matches()) {
            return history(name(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        } else if ((matcher = HISTORY_OF_ONE.matcher(sql)).lookingAt()) {
            return newest(matcher);
        } else if ((matcher = DIGEST.matcher(sql)).matches()) {
            return digest(name(matcher.group(1)), Long.parseLong(matcher.group(2)));
        } else if ((matcher = ANSWER.matcher(sql)).matches()) {
            return new Rows(
                    List.of("row_count", "hash_sum"),
                    List.of(region.answers
                            .getOrDefault(name(matcher.group(1)).toString(), () -> List.of("1", "7"))
                            .get()));
        } else if ((matcher = DETAIL.matcher(sql)).matches()) {
            return new Rows(List.of("numFiles", "sizeInBytes"), List.of(List.of("2", "250000000")));
        } else if (sql.contains("information_schema`.column_tags")) {
            return region.tags.listed();
        } else if (sql.contains("`.`information_schema`.`abac_policy_definitions`")) {
            return policies(sql.substring(sql.indexOf("FROM `") + 6, sql.indexOf("`.`information_schema`")));
        } else if (sql.startsWith("DESCRIBE FUNCTION EXTENDED ")) {
            return new Rows(
                    List.of("function_desc"),
                    region.descriptions.get(name(sql.substring(27)).toString()).stream()
                            .<List<@Nullable String>>map(List::of)
                            .toList());
        } else if (sql.startsWith("SELECT DISTINCT table_schema, table_name FROM ")) {
            return keyedTables();
        } else if (sql.equals("SELECT 1")) {
            return new Rows(List.of("1"), List.of(List.of("1")));
        }
        region.writes.add(sql);
        if ((matcher = CLONE.matcher(sql)).matches()) {
            return clone(matcher);
        } else if ((matcher = VIEW.matcher(sql)).matches()) {
            return view(matcher, statement.schema());
        } else if ((matcher = ALTER_VIEW.matcher(sql)).matches()) {
            region.objects
                    .get(RegionTwin.key(SecurableKind.VIEW, name(matcher.group(1))))
                    .put("view_definition", matcher.group(2));
            return Rows.NONE;
        } else if ((matcher = FUNCTION.matcher(sql)).matches()) {
            return function(matcher);
        } else if ((matcher = COMMENT.matcher(sql)).matches()) {
            table(matcher).put("comment", matcher.group(2));
        } else if ((matcher = SET.matcher(sql)).matches()) {
            putProperties(table(matcher), matcher.group(2));
        } else if ((matcher = SET_VIEW.matcher(sql)).matches()) {
            putProperties(
                    region.objects.get(RegionTwin.key(SecurableKind.VIEW, name(matcher.group(1)))), matcher.group(2));
            return Rows.NONE;
        } else if ((matcher = UNSET.matcher(sql)).matches()) {
            for (String property : matcher.group(2).split(", ")) {
                table(matcher).withObjectProperty("properties").remove(property.replace("'", ""));
            }
        } else if ((matcher = ROW_FILTER.matcher(sql)).matches()) {
            if (!region.objects.containsKey(RegionTwin.key(SecurableKind.FUNCTION, name(matcher.group(2))))) {
                throw RegionTwin.failure(FailureCategory.INVALID, "no function " + matcher.group(2));
            }
            region.objects
                    .get(RegionTwin.key(SecurableKind.TABLE, name(matcher.group(1))))
                    .set("row_filter", RegionTwinObjects.guard(name(matcher.group(2)), "input_column_names", "id"));
            return Rows.NONE;
        } else if ((matcher = ADD_KEY.matcher(sql)).matches()) {
            addKey(matcher);
            return Rows.NONE;
        } else if ((matcher = DROP_KEY.matcher(sql)).matches()) {
            dropKey(ownTable(matcher), name(matcher.group(1)), matcher.group(2));
            return Rows.NONE;
        } else if ((matcher = RENAME.matcher(sql)).matches()) {
            ObjectNode table = region.objects.remove(RegionTwin.key(SecurableKind.TABLE, name(matcher.group(1))));
            ObjectName to = name(matcher.group(2));
            region.objects.put(RegionTwin.key(SecurableKind.TABLE, to), table.put("name", to.name()));
            region.histories.remove(name(matcher.group(1)).toString());
            return Rows.NONE;
        } else {
            throw new IllegalStateException("a statement that no sync writes: " + sql);
        }
        region.commit(name(matcher.group(1)), "SET TBLPROPERTIES", "twinlake", null, content(name(matcher.group(1))));
        return Rows.NONE;
    }

    private void addKey(Matcher matcher) {
        boolean primary = matcher.group(3).equals("PRIMARY");
        ObjectNode table = ownTable(matcher);
        ObjectNode key = JsonNodeFactory.instance.objectNode().put("name", matcher.group(2));
        key.putArray("child_columns").add(matcher.group(4));
        if (matcher.group(7) != null) {
            key.put("rely", true);
        }
        if (!primary) {
            ObjectName parent = name(matcher.group(5));
            ObjectNode referred = region.objects.get(RegionTwin.key(SecurableKind.TABLE, parent));
            if (referred == null || referred.path("table_constraints").findParent("primary_key_constraint") == null) {
                throw RegionTwin.failure(FailureCategory.INVALID, parent + " has no primary key");
            }
            key.put("parent_table", parent.fullName())
                    .putArray("parent_columns")
                    .add(matcher.group(6));
        }
        table.withArrayProperty("table_constraints")
                .addObject()
                .set(primary ? "primary_key_constraint" : "foreign_key_constraint", key);
    }

    /** Without CASCADE no primary key goes to which a table refers. */
    private void dropKey(ObjectNode table, ObjectName parent, String name) {
        ArrayNode keys = table.withArrayProperty("table_constraints");
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (keys.get(i).findValue("name").asText().equals(name)) {
                boolean referred = keys.get(i).has("primary_key_constraint")
                        && region.objects.values().stream()
                                .anyMatch(other -> other.path("table_constraints")
                                        .findValuesAsText("parent_table")
                                        .contains(parent.fullName()));
                if (referred) {
                    throw RegionTwin.failure(FailureCategory.INVALID, "a foreign key refers to it");
                }
                keys.remove(i);
            }
        }
    }

    /** Only its owner may change a table's keys. */
    private ObjectNode ownTable(Matcher matcher) {
        ObjectNode table = table(matcher);
        if (!table.path("owner").asText().equals("twinlake")) {
            throw RegionTwin.failure(FailureCategory.PERMISSION, "not an owner of " + name(matcher.group(1)));
        }
        return table;
    }

    private Rows policies(String catalog) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        region.policies.forEach((on, policies) -> {
            List<String> parts = ObjectName.parse(on).parts();
            policies.stream()
                    .filter(policy -> parts.get(0).equals(catalog))
                    .forEach(policy -> rows.add(Arrays.asList(
                            policy.path("id").asText(),
                            policy.path("name").asText(),
                            parts.size() > 1 ? parts.get(1) : null,
                            parts.size() > 2 ? parts.get(2) : null)));
        });
        return new Rows(List.of("policy_id", "policy_name", "schema_name", "securable_name"), rows);
    }

    private Rows keyedTables() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (ObjectNode table : region.objects.values()) {
            if (table.hasNonNull("table_constraints") && !region.listsKeysLate) {
                rows.add(List.of(
                        table.get("schema_name").asText(), table.get("name").asText()));
            }
        }
        return new Rows(List.of("table_schema", "table_name"), rows);
    }

    private String content(ObjectName table) {
        List<RegionTwin.Commit> commits = region.history(table);
        return commits.get(commits.size() - 1).content();
    }

    private Rows history(ObjectName table, int limit) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (RegionTwin.Commit commit : region.history(table)) {
            List<@Nullable String> row = new ArrayList<>();
            row.add(Long.toString(commit.version()));
            row.add(commit.at().toString());
            row.add(commit.operation());
            row.add(commit.user());
            row.add(commit.parameters());
            rows.add(0, row);
        }
        List<String> columns = List.of("version", "timestamp", "operation", "userName", "operationParameters");
        return new Rows(columns, rows.subList(0, Math.min(limit, rows.size())));
    }

    /** A row for each table: one that cannot be read fails the statement. */
    private Rows newest(Matcher member) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        do {
            region.called("sql " + member.group(2));
            for (List<@Nullable String> row : history(name(member.group(3)), 1).rows()) {
                List<@Nullable String> placed = new ArrayList<>(row);
                placed.add(0, member.group(1));
                rows.add(placed);
            }
            member.region(member.end(), member.regionEnd());
        } while (member.lookingAt());
        if (member.regionStart() < member.regionEnd()) {
            throw new IllegalStateException("no history of one behind " + rows.size() + " others");
        }
        return new Rows(List.of("place", "version", "timestamp", "operation", "userName", "operationParameters"), rows);
    }

    private Rows digest(ObjectName table, long version) {
        String content = region.history(table).stream()
                .filter(commit -> commit.version() == version)
                .findFirst()
                .orElseThrow()
                .content();
        return new Rows(List.of("row_count", "hash_sum"), List.of(List.of("1", Integer.toString(content.hashCode()))));
    }

    private Rows clone(Matcher matcher) {
        ObjectName target = name(matcher.group(1));
        ObjectName mounted = name(matcher.group(2));
        RegionTwin provider = region.sharing.peer;
        ObjectName source = provider.sharing
                .meant(mounted)
                .orElseThrow(
                        () -> RegionTwin.failure(FailureCategory.NOT_FOUND, "[TABLE_OR_VIEW_NOT_FOUND] " + mounted));
        ObjectNode table = provider.objects.get(RegionTwin.key(SecurableKind.TABLE, source));
        if (table == null) {
            throw RegionTwin.failure(FailureCategory.NOT_FOUND, "[TABLE_OR_VIEW_NOT_FOUND] " + mounted);
        }
        String key = RegionTwin.key(SecurableKind.TABLE, target);
        ObjectNode there = region.objects.get(key);
        ObjectNode copy = table.deepCopy();
        copy.put("owner", there == null ? "twinlake" : there.get("owner").asText());
        copy.put(
                "table_id",
                there == null ? region.nextId() : there.get("table_id").asText());
        copy.remove("comment");
        copy.remove("table_constraints");
        putProperties(copy, matcher.group(4));
        if (matcher.group(6) != null) {
            copy.put("storage_location", matcher.group(6));
        }
        requireAbsent(matcher, key);
        region.objects.put(key, copy);
        long version = Long.parseLong(matcher.group(3));
        String content = provider.history(source).stream()
                .filter(commit -> commit.version() == version)
                .findFirst()
                .orElseThrow()
                .content();
        String parameters = "{\"source\":\"" + mounted.fullName() + "\",\"sourceVersion\":\"" + version
                + "\",\"isShallow\":\"false\"}";
        region.commit(target, "CLONE", "twinlake", parameters, content);
        return new Rows(List.of("num_copied_files", "copied_files_size"), List.of(List.of("1", "100")));
    }

    private Rows view(Matcher matcher, @Nullable ObjectName schema) {
        ObjectName view = name(matcher.group(1));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        RegionTwinObjects.named(json, view, region).put("table_type", "VIEW").put("view_definition", matcher.group(5));
        if (matcher.group(3) != null) {
            json.put("comment", matcher.group(3));
        }
        putProperties(json, matcher.group(4));
        ArrayNode dependencies = json.putObject("view_dependencies").putArray("dependencies");
        for (ObjectName read : NamesRead.in(matcher.group(5), schema == null ? view.parent() : schema)
                .orElseThrow()
                .tables()) {
            if (!region.objects.containsKey(RegionTwin.key(SecurableKind.TABLE, read))) {
                throw RegionTwin.failure(FailureCategory.NOT_FOUND, "[TABLE_OR_VIEW_NOT_FOUND] " + read);
            }
            dependencies.addObject().putObject("table").put("table_full_name", read.fullName());
        }
        requireAbsent(matcher, RegionTwin.key(SecurableKind.VIEW, view));
        region.grants.remove(RegionTwin.key(SecurableKind.VIEW, view));
        region.objects.put(RegionTwin.key(SecurableKind.VIEW, view), json);
        return Rows.NONE;
    }

    private Rows function(Matcher matcher) {
        ObjectName function = name(matcher.group(1));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        RegionTwinObjects.named(json, function, region);
        json.put("routine_body", "SQL").put("routine_definition", matcher.group(6));
        json.put("full_data_type", matcher.group(3)).put("comment", matcher.group(5));
        json.put("is_deterministic", matcher.group(4) == null);
        Matcher parameter = Pattern.compile("`(\\w+)` (\\w+)").matcher(matcher.group(2));
        ArrayNode parameters = json.putObject("input_params").putArray("parameters");
        while (parameter.find()) {
            parameters.addObject().put("name", parameter.group(1)).put("type_text", parameter.group(2));
        }
        String key = RegionTwin.key(SecurableKind.FUNCTION, function);
        requireAbsent(matcher, key);
        ObjectNode there = region.objects.get(key);
        if (there != null && !types(there).equals(types(json))) {
            throw RegionTwin.failure(FailureCategory.CONFLICT, "[ROUTINE_ALREADY_EXISTS] " + key);
        }
        region.objects.put(key, json);
        return Rows.NONE;
    }

    private static List<String> types(ObjectNode function) {
        return function.path("input_params").findValuesAsText("type_text");
    }

    private void requireAbsent(Matcher create, String key) {
        if (!create.group().startsWith("CREATE OR REPLACE") && region.objects.containsKey(key)) {
            throw RegionTwin.failure(FailureCategory.CONFLICT, "[TABLE_OR_VIEW_ALREADY_EXISTS] " + key);
        }
    }

    private ObjectNode table(Matcher matcher) {
        return region.objects.get(RegionTwin.key(SecurableKind.TABLE, name(matcher.group(1))));
    }

    private static void putProperties(ObjectNode object, @Nullable String properties) {
        if (properties == null) {
            return;
        }
        Matcher property = PROPERTY.matcher(properties);
        while (property.find()) {
            object.withObjectProperty("properties").put(property.group(1), property.group(2));
        }
    }

    static ObjectName name(String quoted) {
        return ObjectName.parse(quoted);
    }
}
