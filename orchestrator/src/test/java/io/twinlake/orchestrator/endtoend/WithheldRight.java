package io.twinlake.orchestrator.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One right of Twinlake's principal in a region, which an administrator may take away and give again.
 *
 * @param object {@code METASTORE}, {@code CATALOG `gold`}, {@code warehouses 17}, ...
 */
record WithheldRight(RegionSql region, String privilege, String object) {
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (.+) TO `.+`");
    private static final Pattern PERMISSION =
            Pattern.compile("databricks permissions update (\\w+ \\S+) .*\"permission_level\":\"(\\w+)\".*");

    private static final Pattern NAME = Pattern.compile("`(.+)`");
    private static final Map<String, String> KINDS = Map.of("warehouses", "warehouse", "jobs", "job");

    /** Those that a group's command asks for in a direction, one by one. */
    static List<WithheldRight> all(TwoRegions regions, Replication group, String direction) throws Exception {
        List<WithheldRight> rights = new ArrayList<>();
        JsonNode asked =
                group.run("permissions", "--direction", direction, "-o", "json").document();
        for (JsonNode answer : asked.path("regions")) {
            RegionSql region = Stream.of(regions.primary(), regions.secondary())
                    .filter(each -> each.name().equals(answer.path("region").asText()))
                    .findFirst()
                    .orElseThrow();
            answer.findValues("grants")
                    .forEach(grants -> grants.forEach(grant ->
                            rights.addAll(of(region, grant.path("statement").asText()))));
        }
        return rights;
    }

    private static List<WithheldRight> of(RegionSql region, String statement) {
        Matcher grant = GRANT.matcher(statement);
        if (grant.matches()) {
            return Stream.of(grant.group(1).split(", "))
                    .map(privilege -> new WithheldRight(region, privilege, grant.group(2)))
                    .toList();
        }
        Matcher permission = PERMISSION.matcher(statement);
        if (permission.matches()) {
            return List.of(new WithheldRight(region, permission.group(2), permission.group(1)));
        }
        throw new IllegalStateException("no statement that a right is given by: " + statement);
    }

    /** The same right in a group of another catalog. */
    WithheldRight on(String catalog) {
        return isOnCatalog() ? new WithheldRight(region, privilege, "CATALOG `" + catalog + "`") : this;
    }

    boolean isOnCatalog() {
        return object.startsWith("CATALOG ");
    }

    /** What whoever is refused for want of it reads: the platform names the part of it that it came to first. */
    String missing() {
        return switch (privilege) {
            case "ALL PRIVILEGES" -> "USE CATALOG";
            case "CAN_USE" -> "permissions on warehouse";
            default -> privilege;
        };
    }

    /** The word by which he finds the object. */
    String called() {
        Matcher name = NAME.matcher(object);
        return name.find() ? name.group(1) : KINDS.getOrDefault(object.replaceFirst(" .*", ""), "metastore");
    }

    void withhold() {
        if (isPermission()) {
            region.forbidTwinlake(path());
        } else {
            region.run("REVOKE " + privilege + " ON " + object + " FROM `" + region.principal("twinlake") + "`");
        }
    }

    void give() {
        if (isPermission()) {
            region.permitTwinlake(path(), privilege);
        } else {
            region.run("GRANT " + privilege + " ON " + object + " TO `" + region.principal("twinlake") + "`");
        }
    }

    private boolean isPermission() {
        return privilege.startsWith("CAN_");
    }

    private String path() {
        return "/api/2.0/permissions/" + object.replace(' ', '/');
    }

    @Override
    public String toString() {
        return privilege + " on " + object + " in " + region.name();
    }
}
