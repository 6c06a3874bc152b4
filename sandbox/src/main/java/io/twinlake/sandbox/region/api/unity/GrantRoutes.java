package io.twinlake.sandbox.region.api.unity;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.GrantChanges;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.EffectivePrivilege;
import io.twinlake.sandbox.region.metastore.access.GrantChange;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Grants over REST: direct ones, effective ones, and changes; who may not change them is shown its own. */
final class GrantRoutes {

    private static final int PAGE = 100;

    private final Metastore metastore;

    GrantRoutes(Metastore metastore) {
        this.metastore = metastore;
    }

    void register(Routes routes) {
        String direct = "/api/2.1/unity-catalog/permissions/{type}/{name}";
        routes.get(direct, request -> direct(request, securable(request)))
                .get(
                        "/api/2.1/unity-catalog/privilege-assignments/{type}/{name}",
                        request -> direct(request, securable(request)))
                .get("/api/2.1/unity-catalog/effective-permissions/{type}/{name}", this::effective)
                .get("/api/2.1/unity-catalog/effective-privilege-assignments/{type}/{name}", this::effective)
                .patch(direct, this::change);
    }

    private SecurableRef securable(ApiRequest request) {
        SecurableRef ref = new SecurableRef(SecurableKind.named(request.path("type")), request.path("name"));
        if (ref.kind() == SecurableKind.METASTORE) {
            if (!ref.fullName().equals(metastore.identity().metastoreId())) {
                throw ref.kind().missing(ref.fullName());
            }
        } else if (metastore.shelves().find(ref).isEmpty()) {
            throw ref.kind().missing(ref.fullName());
        }
        if (ref.kind() != SecurableKind.CATALOG) {
            metastore.access().requireAccessible(request.caller(), ref);
        }
        return ref;
    }

    private Fields direct(ApiRequest request, SecurableRef securable) {
        Predicate<String> shown = metastore.access().rights().shownGrantees(request.caller(), securable);
        List<Map.Entry<String, NavigableSet<String>>> grants = metastore.grants().direct(securable).entrySet().stream()
                .filter(grant -> shown.test(grant.getKey()) && wanted(request, grant.getKey()))
                .toList();
        return Page.of(request, "privilege_assignments", grants, Map.Entry::getKey, this::assignment, PAGE);
    }

    private Object assignment(Map.Entry<String, NavigableSet<String>> grant) {
        return assignment(grant.getKey(), List.copyOf(grant.getValue()));
    }

    private Fields assignment(String principal, Object privileges) {
        return new Fields()
                .with("principal", metastore.principals().nameInGrants(principal))
                .with("principal_id", Principals.id(principal))
                .with("privileges", privileges);
    }

    private Fields effective(ApiRequest request) {
        SecurableRef securable = securable(request);
        Predicate<String> shown = metastore.access().rights().shownGrantees(request.caller(), securable);
        Map<String, List<Fields>> byPrincipal = new TreeMap<>();
        for (EffectivePrivilege grant : metastore.grants().effective(securable)) {
            if (shown.test(grant.principal()) && wanted(request, grant.principal())) {
                byPrincipal
                        .computeIfAbsent(grant.principal(), principal -> new ArrayList<>())
                        .add(show(grant, securable));
            }
        }
        return Page.of(
                request,
                "privilege_assignments",
                List.copyOf(byPrincipal.entrySet()),
                Map.Entry::getKey,
                entry -> assignment(entry.getKey(), entry.getValue()),
                PAGE);
    }

    private static Fields show(EffectivePrivilege grant, SecurableRef securable) {
        Fields fields = new Fields().with("privilege", grant.privilege());
        if (grant.grantedOn() != securable.kind()) {
            fields.with("inherited_from_type", grant.grantedOn().name())
                    .with("inherited_from_name", grant.grantedOnName());
        }
        return fields;
    }

    private static boolean wanted(ApiRequest request, String principal) {
        return request.query("principal").map(principal::equals).orElse(true);
    }

    private Fields change(ApiRequest request) {
        SecurableRef securable = securable(request);
        List<GrantChange> changes = GrantChanges.of(request);
        metastore.access().requireGrants(request.caller(), securable, changes);
        metastore.grants().change(securable, changes);
        return direct(request, securable);
    }
}
