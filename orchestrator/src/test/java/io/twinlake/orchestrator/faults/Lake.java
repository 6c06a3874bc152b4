package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.RegionSql;
import io.twinlake.orchestrator.endtoend.TwoRegions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A catalog of a cell's own in both regions, and how it stands there, asked past the product. */
record Lake(TwoRegions regions, String catalog) {
    private static final String UC = "/api/2.1/unity-catalog/";

    /** One schema with a table, a view of it and a function, comments and a grant, in the primary. */
    void seed() {
        regions.primary().catalog(catalog, regions.lake() + "/" + catalog);
        regions.primary()
                .run(
                        "CREATE SCHEMA " + catalog + ".s",
                        "CREATE TABLE " + name("orders") + " AS SELECT 1 AS id, 'a' AS name",
                        "CREATE VIEW " + name("names") + " AS SELECT name FROM " + name("orders"),
                        "CREATE FUNCTION " + name("next") + "(x INT) RETURNS INT RETURN x + 1",
                        "COMMENT ON TABLE " + name("orders") + " IS 'every order'",
                        "GRANT SELECT ON TABLE " + name("orders") + " TO `account users`");
    }

    /** One change of each kind at the source. */
    void change() {
        regions.primary()
                .run(
                        "INSERT INTO " + name("orders") + " VALUES (2, 'b')",
                        "CREATE OR REPLACE VIEW " + name("names") + " AS SELECT name, id FROM " + name("orders"),
                        "CREATE OR REPLACE FUNCTION " + name("next") + "(x INT) RETURNS INT RETURN x + 2",
                        "CREATE TABLE " + name("added") + " AS SELECT 5 AS id");
    }

    String name(String object) {
        return catalog + ".s." + object;
    }

    /** Every object that there is at the source. */
    Set<String> scope() {
        Set<String> scope = new TreeSet<>(Set.of(catalog, catalog + ".s"));
        scope.addAll(standing(regions.primary()));
        return scope;
    }

    /** The names of the schema's contents in a region. */
    Set<String> standing(RegionSql region) {
        Set<String> names = new TreeSet<>();
        String in = "?catalog_name=" + catalog + "&schema_name=s";
        region.get(UC + "tables" + in)
                .path("tables")
                .forEach(table -> names.add(table.path("full_name").asText()));
        region.get(UC + "functions" + in)
                .path("functions")
                .forEach(function -> names.add(function.path("full_name").asText()));
        return names;
    }

    /** What somebody who reads both regions finds: rows, definitions, comments, grants, owners, shares; nothing that tells two catalogs apart. */
    Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        for (RegionSql region : List.of(regions.primary(), regions.secondary())) {
            String place = region.name() + " ";
            for (String full : standing(region)) {
                boolean isFunction = full.endsWith(".next");
                JsonNode object = region.get(UC + (isFunction ? "functions/" : "tables/") + full);
                state.put(place + full, isFunction ? function(object) : table(object));
                state.put(place + "grants of " + full, grants(region, isFunction ? "function" : "table", full));
                if (!isFunction) {
                    state.put(place + "rows of " + full, rows(region, full));
                }
            }
            state.put(place + "grants of the schema", grants(region, "schema", catalog + ".s"));
            state.put(place + "grants of the catalog", grants(region, "catalog", catalog));
            state.put(place + "shares", shares(region));
        }
        Map<String, String> neutral = new LinkedHashMap<>();
        state.forEach((name, value) -> neutral.put(name.replace(catalog, "C"), value.replace(catalog, "C")));
        return neutral;
    }

    /** One object as it is at the replica: what a person who wrote it there would look at. */
    String atReplica(String object) {
        RegionSql replica = regions.secondary();
        String full = name(object);
        if (!standing(replica).contains(full)) {
            return "(none)";
        }
        return switch (object) {
            case "next" ->
                replica.get(UC + "functions/" + full).path("routine_definition").asText();
            case "names" ->
                replica.get(UC + "tables/" + full).path("view_definition").asText();
            default -> rows(replica, full);
        };
    }

    private static String table(JsonNode table) {
        List<String> columns = new ArrayList<>();
        table.path("columns")
                .forEach(column -> columns.add(column.path("name").asText() + " "
                        + column.path("type_text").asText()));
        Set<String> properties = new TreeSet<>();
        table.path("properties").fieldNames().forEachRemaining(properties::add);
        return table.path("table_type").asText() + " " + columns + " "
                + table.path("view_definition").asText() + " '"
                + table.path("comment").asText() + "' of " + table.path("owner").asText() + " " + properties;
    }

    private static String function(JsonNode function) {
        return function.path("routine_definition").asText() + " of "
                + function.path("owner").asText() + " '"
                + function.path("comment").asText().replaceAll("\\b[0-9a-f]{8}-[0-9a-f-]{27}", "ID") + "'";
    }

    private static String grants(RegionSql region, String kind, String full) {
        Set<String> grants = new TreeSet<>();
        region.get(UC + "permissions/" + kind + "/" + full)
                .path("privilege_assignments")
                .forEach(each -> grants.add(each.path("principal").asText() + " " + each.path("privileges")));
        return grants.toString();
    }

    private static String rows(RegionSql region, String full) {
        try {
            Set<String> rows = new TreeSet<>();
            List<List<String>> all = region.query("SELECT * FROM " + full);
            all.forEach(row -> rows.add(row.toString()));
            return all.size() + " " + rows;
        } catch (IllegalStateException e) {
            return "cannot be read";
        }
    }

    private String shares(RegionSql region) {
        Set<String> shares = new TreeSet<>();
        region.get(UC + "shares").path("shares").forEach(share -> {
            if (share.path("name").asText().contains(catalog)) {
                shares.add(share.path("name").asText());
            }
        });
        return shares.toString();
    }

    /** Leaves both regions as they were before: the next cell's product has to make its shares and recipients itself. */
    void drop() {
        for (RegionSql region : List.of(regions.primary(), regions.secondary())) {
            region.get(UC + "catalogs").path("catalogs").forEach(each -> {
                String name = each.path("name").asText();
                if (name.contains(catalog)) {
                    region.run("DROP CATALOG IF EXISTS " + name + " CASCADE");
                }
            });
            region.get(UC + "shares").path("shares").forEach(share -> {
                if (share.path("name").asText().contains(catalog)) {
                    region.delete(UC + "shares/" + share.path("name").asText());
                }
            });
            region.get(UC + "recipients")
                    .path("recipients")
                    .forEach(recipient -> region.delete(
                            UC + "recipients/" + recipient.path("name").asText()));
        }
    }
}
