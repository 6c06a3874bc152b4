package io.twinlake.orchestrator.permission;

import io.twinlake.config.Region;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.orchestrator.permission.SecuredObject.Catalog;
import io.twinlake.orchestrator.permission.SecuredObject.Metastore;
import io.twinlake.orchestrator.permission.SecuredObject.Warehouse;
import java.util.List;
import java.util.stream.Stream;

/** The least that Twinlake's principal needs in one region of a group: docs/permissions.md prints it. */
final class NeededRights {
    private final FailoverGroup group;
    private final Region region;
    private final RegionFacts facts;

    NeededRights(FailoverGroup group, Region region, RegionFacts facts) {
        this.group = group;
        this.region = region;
        this.facts = facts;
    }

    List<Right> of(Purpose purpose) {
        Stream<Right> rights = switch (purpose) {
            case ONE_WAY ->
                isSource()
                        ? joined(share(), read(), operate("CAN_MANAGE"))
                        : joined(mount(), write(), storage(), operate("CAN_MANAGE"));
            case THERE_AND_BACK -> joined(share(), mount(), write(), storage(), operate("CAN_MANAGE"));
            case DRILL -> joined(read(), isSource() ? Stream.of() : rehearse(), operate("CAN_VIEW"));
        };
        return rights.distinct().toList();
    }

    @SafeVarargs
    private static Stream<Right> joined(Stream<Right>... parts) {
        return Stream.of(parts).flatMap(part -> part);
    }

    private Stream<Right> share() {
        return Stream.of(
                onMetastore("Shares what is copied with the other region's metastore.", "CREATE_SHARE"),
                onMetastore(
                        "Makes the other metastore's recipient, or finds the one that somebody else made.",
                        "CREATE_RECIPIENT",
                        "USE_RECIPIENT"));
    }

    private Stream<Right> mount() {
        return Stream.of(
                onMetastore(
                        "Makes the replica's catalogs, and mounts the share that it clones from.", "CREATE_CATALOG"),
                onMetastore("Finds the other metastore's share.", "USE_PROVIDER"));
    }

    private Stream<Right> read() {
        return catalogs(
                        !isSource(),
                        "Lists, reads and shares what is in scope.",
                        "USE_CATALOG",
                        "USE_SCHEMA",
                        "SELECT",
                        "EXECUTE",
                        "BROWSE")
                .flatMap(reading -> Stream.of(
                        reading,
                        new Right(
                                reading.object(),
                                List.of("MANAGE"),
                                "Sees all grants; without it they are unknown, and none is copied or removed.")));
    }

    private Stream<Right> write() {
        return catalogs(
                true,
                "Writes everything below it, and gives grants and owners, also to what is somebody else's by then.",
                "ALL_PRIVILEGES",
                "MANAGE");
    }

    private Stream<Right> rehearse() {
        return catalogs(true, "Makes shallow clones in a schema of the drill's own, and drops it.", "CREATE_SCHEMA");
    }

    private Stream<Right> storage() {
        return group.mappings().locations().stream()
                .flatMap(mapping -> Stream.ofNullable(mapping.get(region.name())))
                .flatMap(url -> {
                    Right tables = new Right(
                            facts.location(url),
                            List.of("CREATE_EXTERNAL_TABLE"),
                            "Makes external tables where the group's mappings put them.");
                    Right managed = new Right(
                            facts.location(url),
                            List.of("CREATE_MANAGED_STORAGE"),
                            "Makes catalogs and schemas that have a storage root at the source.");
                    return facts.makesStorage(url) ? Stream.of(tables, managed) : Stream.of(tables);
                });
    }

    private Stream<Right> operate(String onJobs) {
        String reason = onJobs.equals("CAN_MANAGE")
                ? "Stops the job where its region does not serve, and sets it back where it does."
                : "Sees whether the job could be stopped.";
        return joined(
                Stream.of(new Right(
                        new Warehouse(region.warehouse()),
                        List.of("CAN_USE"),
                        "Starts the warehouse and runs statements on it.")),
                group.fence().jobs().stream().map(job -> new Right(facts.job(job), List.of(onJobs), reason)));
    }

    private boolean isSource() {
        return region.name().equals(group.home());
    }

    private Stream<Right> catalogs(boolean replica, String reason, String... privileges) {
        return group.catalogs().stream()
                .map(catalog -> new Right(new Catalog(catalog.name(), replica), List.of(privileges), reason));
    }

    private static Right onMetastore(String reason, String... privileges) {
        return new Right(new Metastore(), List.of(privileges), reason);
    }
}
