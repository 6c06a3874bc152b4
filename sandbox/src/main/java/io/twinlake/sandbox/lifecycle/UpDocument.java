package io.twinlake.sandbox.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code sandbox up} prints: where everything is. */
public record UpDocument(
        int schemaVersion, String dir, String config, String group, List<Region> regions, Edge edge, String witness) {

    /** One region, as a client needs it. */
    public record Region(
            String name,
            String role,
            String workspace,
            String token,
            String warehouse,
            String storage,
            String function,
            Map<String, String> functionHeaders,
            List<Principal> principals,
            long pid) {}

    /**
     * A principal of a region's workspace.
     *
     * @param kind {@code user}, {@code service-principal} or {@code group}
     * @param role what it is there for, in a word
     * @param token its personal access token; a group has none
     */
    public record Principal(
            String name, String kind, String role, @Nullable String token) {
        private static List<Principal> of(RegionLayout region, EdgeLayout edge) {
            Stream<Principal> members = Member.of(region, edge).stream()
                    .map(member -> new Principal(member.name(), member.kind(), member.part(), member.token()));
            Stream<Principal> groups = Member.GROUPS.stream().map(group -> new Principal(group, "group", group, null));
            return Stream.concat(members, groups).toList();
        }
    }

    /** Resource Manager's address, the API gateway's with what its clients must send, and the process of both. */
    public record Edge(String arm, String gateway, Map<String, String> headers, long pid) {}

    /** The document of a sandbox whose processes run. */
    public static UpDocument of(Layout layout, Path sandbox) {
        TwoRegions processes = new TwoRegions(sandbox);
        return new UpDocument(
                1,
                sandbox.toString(),
                TwinlakeYaml.file(sandbox).toString(),
                TwinlakeYaml.GROUP,
                layout.regions().stream()
                        .map(each -> new Region(
                                each.name(),
                                each.role(),
                                each.workspace(),
                                each.token(),
                                each.warehouse(),
                                each.account().endpoint(),
                                each.functionUrl(),
                                layout.edge().functionHeaders(),
                                Principal.of(each, layout.edge()),
                                pid(processes.process(each))))
                        .toList(),
                new Edge(
                        layout.edge().arm(),
                        layout.edge().gateway(),
                        layout.edge().headers(),
                        pid(processes.edgeProcess())),
                layout.witness().endpoint());
    }

    private static long pid(Optional<ProcessHandle> process) {
        return process.map(ProcessHandle::pid).orElse(0L);
    }
}
