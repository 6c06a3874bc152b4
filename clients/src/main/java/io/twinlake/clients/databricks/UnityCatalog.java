package io.twinlake.clients.databricks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Unity Catalog over REST. Objects are the platform's JSON, whole: fields and values newer than the SDK survive.
 *
 * <p>Listings are complete or they throw a {@link io.twinlake.clients.ClientException} while being read: all pages are followed, empty ones
 * too, until the token is absent. Even a complete listing shows only what the caller may see.
 */
public interface UnityCatalog {
    /** The metastore of this region: {@code metastore_id}, {@code global_metastore_id}, {@code name}, {@code region}... */
    ObjectNode metastore();

    Stream<ObjectNode> catalogs();

    Stream<ObjectNode> schemas(String catalog);

    /**
     * The list of a schema in which a kind stands: tables and views share one. Less is told than by {@link #find}: of views no dependencies,
     * of tables no constraints, of models neither aliases nor tags. Secrets and the services of an AI gateway are previews of the platform's:
     * a region without them refuses their lists.
     */
    Stream<ObjectNode> inSchema(SecurableKind kind, ObjectName schema);

    /** The object, or empty if the platform says that it does not exist. */
    Optional<ObjectNode> find(SecurableKind kind, ObjectName name);

    ObjectNode create(SecurableKind kind, ObjectNode body);

    ObjectNode update(SecurableKind kind, ObjectName name, ObjectNode changes);

    void delete(SecurableKind kind, ObjectName name);

    /**
     * Direct grants only: what is inherited is not among them. Whoever does not manage the object is told his own and no error: what is not
     * in the answer may be granted all the same.
     */
    List<Grant> grants(SecurableKind kind, ObjectName name);

    /** Direct and inherited grants, to whoever manages the object; to everybody else his own. */
    List<Grant> effectiveGrants(SecurableKind kind, ObjectName name);

    /**
     * Changes all of them or none.
     *
     * @throws io.twinlake.clients.ClientException {@link io.twinlake.clients.ClientException#isOfMissingPrincipal} where something is
     *     added to one whom the region does not know
     */
    void changeGrants(SecurableKind kind, ObjectName name, List<GrantChange> changes);

    /** Grants on the metastore itself, to its admins; to everybody else his own. */
    List<Grant> grantsOnMetastore();

    EntityTags tags();

    /**
     * The policies that cover a catalog, a schema or a table, on itself and on what it stands in: {@code name}, {@code on_securable_fullname}, {@code
     * to_principals}... To whoever manages it.
     */
    List<ObjectNode> policiesOver(SecurableKind kind, ObjectName name);

    /** The external locations that the caller owns or has any privilege on: {@code name}, {@code url}, {@code owner}... */
    Stream<ObjectNode> externalLocations();

    /** Grants on an external location, to whoever manages it; to everybody else his own. */
    List<Grant> grantsOnExternalLocation(String name);

    /**
     * A principal and its privileges by their REST names ({@code USE_SCHEMA}); unknown ones are kept as they are.
     *
     * @param principal its name; of one that is deleted, which has none any more, the platform's id
     */
    record Grant(String principal, boolean isDeleted, List<String> privileges) {
        public Grant {
            privileges = List.copyOf(privileges);
        }

        /** Of one that exists. */
        public Grant(String principal, List<String> privileges) {
            this(principal, false, privileges);
        }
    }

    /** Privileges to add to and to remove from one principal. */
    record GrantChange(String principal, List<String> add, List<String> remove) {
        public GrantChange {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }
}
