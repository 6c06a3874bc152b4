package io.twinlake.orchestrator.permission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.permission.SecuredObject.ExternalLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Asks which rights of a group are held. A region that does not answer is told within seconds, with what it would have been asked for.
 * For one thread.
 */
public final class ReadPermissions {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final ProtectedGroup group;
    private final Map<RegionName, Asked> asked = new HashMap<>();
    private final Map<RegionName, List<String>> roots = new HashMap<>();

    /** Who Twinlake is in a region, or why that was not told. */
    private record Asked(Optional<Principal> self, String failure) {}

    public ReadPermissions(ProtectedGroup group) {
        this.group = group;
    }

    /** What Azure says of the resources that decide which region serves. */
    public List<AzureRight> azure() {
        return new AzureRights(group.installation(), group.config())
                .ask(() -> ResourceManagers.open(group.installation().azure(), CallLimits.within(WITHIN)));
    }

    /** In one region of the group. */
    public RegionPermissions in(RegionName name, Collection<Purpose> purposes) {
        Asked answer = self(name);
        return answer.self()
                .map(self -> held(name, self, purposes))
                .orElseGet(() -> untold(name, answer.failure(), purposes));
    }

    private RegionPermissions held(RegionName name, Principal self, Collection<Purpose> purposes) {
        Workspace workspace = group.workspace(name);
        RegionFacts facts;
        try {
            facts = facts(workspace);
        } catch (ClientException failure) {
            return untold(name, String.valueOf(failure.getMessage()), purposes);
        }
        HeldRights held = new HeldRights(workspace, self);
        return permissions(name, self.name(), purposes, facts, held::find);
    }

    private RegionPermissions untold(RegionName name, String failure, Collection<Purpose> purposes) {
        String principal = configured(group.installation().region(name).credentials());
        return permissions(name, principal, purposes, RegionFacts.NONE, right -> Finding.untold(right, failure));
    }

    /** Asked once, under a limit: whether a region answers at all is known by it. */
    private Asked self(RegionName region) {
        return asked.computeIfAbsent(region, name -> {
            try {
                return new Asked(
                        Optional.of(
                                group.workspace(name, CallLimits.within(WITHIN)).principal()),
                        "");
            } catch (ClientException failure) {
                return new Asked(Optional.empty(), String.valueOf(failure.getMessage()));
            }
        });
    }

    private RegionPermissions permissions(
            RegionName name,
            String principal,
            Collection<Purpose> purposes,
            RegionFacts facts,
            Function<Right, Finding> finding) {
        NeededRights needed =
                new NeededRights(group.config(), group.installation().region(name), facts);
        Map<Purpose, List<Finding>> findings = new EnumMap<>(Purpose.class);
        purposes.forEach(purpose ->
                findings.put(purpose, needed.of(purpose).stream().map(finding).toList()));
        return new RegionPermissions(name, principal, findings);
    }

    private RegionFacts facts(Workspace workspace) {
        Map<String, ExternalLocation> locations = new TreeMap<>();
        try (Stream<ObjectNode> shown = workspace.catalog().externalLocations()) {
            shown.forEach(each -> locations.put(
                    each.path("url").asText(),
                    new ExternalLocation(
                            each.path("name").asText(), each.path("owner").asText())));
        }
        Map<String, Long> jobs = new TreeMap<>();
        for (String name : group.config().fence().jobs()) {
            workspace.jobs().find(name).map(Job::id).ifPresent(id -> jobs.put(name, id));
        }
        return new RegionFacts(locations, jobs, roots(workspace.region()));
    }

    /** Where catalogs and schemas of the group have a storage of their own in a region, or would have it if they were made like the other's. */
    private Optional<List<String>> roots(RegionName here) {
        RegionName other = group.config().otherThan(here);
        if (self(other).self().isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> all = new ArrayList<>(rootsOf(here));
            for (String root : rootsOf(other)) {
                group.config().mappings().location(root, other, here).ifPresent(all::add);
            }
            return Optional.of(all);
        } catch (ClientException untold) {
            return Optional.empty();
        }
    }

    /** Listed once, for both regions ask for it. */
    private List<String> rootsOf(RegionName region) {
        List<String> known = roots.get(region);
        if (known == null) {
            known = roots(group.workspace(region).catalog());
            roots.put(region, known);
        }
        return known;
    }

    private List<String> roots(UnityCatalog unity) {
        List<String> roots = new ArrayList<>();
        for (ScopedCatalog catalog : group.config().catalogs()) {
            containers(unity, catalog.name())
                    .map(container -> container.path("storage_root").asText())
                    .filter(root -> !root.isEmpty())
                    .forEach(roots::add);
        }
        return roots;
    }

    private static Stream<ObjectNode> containers(UnityCatalog unity, String catalog) {
        return unity.find(SecurableKind.CATALOG, ObjectName.of(catalog)).stream()
                .flatMap(found -> Stream.concat(Stream.of(found), unity.schemas(catalog)));
    }

    /** Who Twinlake will be in a workspace that does not answer, as far as the configuration tells. */
    private static String configured(Credentials credentials) {
        if (credentials instanceof Credentials.OAuthM2m oauth) {
            return oauth.clientId();
        }
        if (credentials instanceof Credentials.AzureServicePrincipal entra) {
            return entra.clientId();
        }
        if (credentials instanceof Credentials.AzureManagedIdentity identity && identity.clientId() != null) {
            return identity.clientId();
        }
        return "<Twinlake's principal>";
    }
}
