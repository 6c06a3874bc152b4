package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Policy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relation that lists policies, to whoever manages what they stand on. */
final class PolicyRelations {

    static final Map<String, Relation> ALL = Map.of(
            "abac_policy_definitions",
            Relation.of(
                    "policy_id policy_name policy_type catalog_name schema_name securable_name",
                    PolicyRelations::definitions));

    private PolicyRelations() {}

    private static void definitions(Metastore metastore, CatalogEntry catalog, Caller caller, Relation.Rows rows) {
        metastore.shelves().policies.all().stream()
                .filter(policy -> policy.on().chain().contains(ref(catalog)))
                .filter(policy -> metastore.access().rights().manages(caller, policy.on()))
                .forEach(policy -> rows.add(
                        policy.header().id(),
                        policy.name(),
                        "ROW_FILTER",
                        catalog.fullName(),
                        part(policy, 1),
                        part(policy, 2)));
    }

    private static SecurableRef ref(CatalogEntry catalog) {
        return new SecurableRef(SecurableKind.CATALOG, catalog.fullName());
    }

    /** A part of the name of what it stands on. */
    private static @Nullable String part(Policy policy, int index) {
        String[] parts = policy.on().fullName().split("\\.", -1);
        return index < parts.length ? parts[index] : null;
    }
}
