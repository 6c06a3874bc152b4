package io.twinlake.orchestrator.permission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.sql.GrantStatement;
import io.twinlake.clients.databricks.sql.Identifiers;
import java.util.List;

/** What a right is on. */
public sealed interface SecuredObject {
    /** What somebody who may do so runs to give a principal privileges or permission levels on it. */
    String statement(List<String> privileges, String principal);

    /** The region's metastore. */
    record Metastore() implements SecuredObject {
        @Override
        public String statement(List<String> privileges, String principal) {
            return GrantStatement.of(privileges, "METASTORE", principal);
        }
    }

    /**
     * A catalog of the group.
     *
     * @param replica whether Twinlake writes it: then it makes the one that is not there, and grants itself what it lacks on its own
     */
    record Catalog(String name, boolean replica) implements SecuredObject {
        @Override
        public String statement(List<String> privileges, String principal) {
            return GrantStatement.of(privileges, "CATALOG " + Identifiers.quote(name), principal);
        }
    }

    /** An external location, as the region names it. */
    record ExternalLocation(String name, String owner) implements SecuredObject {
        @Override
        public String statement(List<String> privileges, String principal) {
            return GrantStatement.of(privileges, "EXTERNAL LOCATION " + Identifiers.quote(name), principal);
        }
    }

    /** The external location of a storage URL, of which the region shows Twinlake none: it is not there, or nothing is granted on it. */
    record UnseenLocation(String url) implements SecuredObject {
        @Override
        public String statement(List<String> privileges, String principal) {
            return GrantStatement.of(
                    privileges, "EXTERNAL LOCATION " + Identifiers.quote("<the one of " + url + ">"), principal);
        }
    }

    /** A SQL warehouse. */
    record Warehouse(String id) implements SecuredObject {
        @Override
        public String statement(List<String> levels, String principal) {
            return permissions("warehouses " + id, levels, principal);
        }
    }

    /** A job. */
    record Job(String name, long id) implements SecuredObject {
        @Override
        public String statement(List<String> levels, String principal) {
            return permissions("jobs " + id, levels, principal);
        }
    }

    /** A job of which the region shows Twinlake none of this name: it is not there, or nothing is granted on it. */
    record UnseenJob(String name) implements SecuredObject {
        @Override
        public String statement(List<String> levels, String principal) {
            return permissions("jobs '<the id of " + name.replace("'", "'\\''") + ">'", levels, principal);
        }
    }

    /** There is no SQL for these: the command line of Databricks, which adds to what others are given. */
    private static String permissions(String object, List<String> levels, String principal) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String level : levels) {
            body.withArray("access_control_list")
                    .addObject()
                    .put(principal.contains("@") ? "user_name" : "service_principal_name", principal)
                    .put("permission_level", level);
        }
        return "databricks permissions update " + object + " --json '"
                + body.toString().replace("'", "'\\''") + "'";
    }
}
