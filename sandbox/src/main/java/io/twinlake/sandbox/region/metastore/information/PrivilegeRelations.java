package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.EffectivePrivilege;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.Map;
import java.util.function.Consumer;

/** The relations that list privileges, direct and inherited; to whom no ownership shows all, MANAGE shows but its own. */
final class PrivilegeRelations {

    private static final String GRANT = "grantor grantee ";
    private static final String TYPE = " privilege_type is_grantable inherited_from";

    static final Map<String, Relation> ALL = Map.of(
            "catalog_privileges", Relation.of(GRANT + "catalog_name" + TYPE, PrivilegeRelations::catalog),
            "schema_privileges", Relation.of(GRANT + "catalog_name schema_name" + TYPE, PrivilegeRelations::schemas),
            "table_privileges",
                    Relation.of(GRANT + "table_catalog table_schema table_name" + TYPE, PrivilegeRelations::tables),
            "routine_privileges",
                    Relation.of(
                            GRANT + "specific_catalog specific_schema specific_name routine_catalog routine_schema"
                                    + " routine_name" + TYPE,
                            PrivilegeRelations::routines));

    private PrivilegeRelations() {}

    private static void catalog(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        SecurableRef ref = new SecurableRef(SecurableKind.CATALOG, catalog.fullName());
        String grantor = catalog.header().audit().owner();
        each(
                metastore,
                ref,
                caller,
                grant -> rows.add(
                        grantor, grant.principal(), catalog.fullName(), grant.privilege(), "NO", origin(grant, ref)));
    }

    private static void schemas(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.schemas(metastore, catalog, caller).forEach(schema -> {
            SecurableRef ref = new SecurableRef(SecurableKind.SCHEMA, schema.fullName());
            String grantor = schema.header().audit().owner();
            each(
                    metastore,
                    ref,
                    caller,
                    grant -> rows.add(
                            grantor,
                            grant.principal(),
                            schema.catalog(),
                            schema.name(),
                            grant.privilege(),
                            "NO",
                            origin(grant, ref)));
        });
    }

    private static void tables(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.tables(metastore, catalog, caller).forEach(table -> {
            SecurableRef ref = new SecurableRef(SecurableKind.TABLE, table.fullName());
            TableName name = table.name();
            String grantor = table.header().audit().owner();
            each(
                    metastore,
                    ref,
                    caller,
                    grant -> rows.add(
                            grantor,
                            grant.principal(),
                            name.catalog(),
                            name.schema(),
                            name.table(),
                            grant.privilege(),
                            "NO",
                            origin(grant, ref)));
        });
    }

    private static void routines(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        Contents.functions(metastore, catalog, caller).forEach(function -> {
            SecurableRef ref = new SecurableRef(SecurableKind.FUNCTION, function.fullName());
            TableName name = function.name();
            String grantor = function.header().audit().owner();
            each(
                    metastore,
                    ref,
                    caller,
                    grant -> rows.add(
                            grantor,
                            grant.principal(),
                            name.catalog(),
                            name.schema(),
                            name.table(),
                            name.catalog(),
                            name.schema(),
                            name.table(),
                            grant.privilege(),
                            "NO",
                            origin(grant, ref)));
        });
    }

    /** An inherited privilege is listed where it means something: not USE_CATALOG on a table. */
    private static void each(
            Metastore metastore, SecurableRef ref, Caller caller, Consumer<EffectivePrivilege> consumer) {
        boolean all = metastore.access().rights().isAdminOrOwner(caller, ref);
        for (EffectivePrivilege grant : metastore.grants().effective(ref)) {
            if ((all || caller.is(grant.principal())) && ref.kind().privileges().contains(grant.privilege())) {
                consumer.accept(new EffectivePrivilege(
                        metastore.principals().nameInGrants(grant.principal()),
                        grant.privilege(),
                        grant.grantedOn(),
                        grant.grantedOnName()));
            }
        }
    }

    private static String origin(EffectivePrivilege grant, SecurableRef ref) {
        return grant.grantedOn() == ref.kind() ? "NONE" : grant.grantedOn().name();
    }
}
