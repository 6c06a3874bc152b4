package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.edge.function.FunctionSpec;
import io.twinlake.sandbox.edge.function.Hosting;
import io.twinlake.sandbox.region.RegionSpec;
import io.twinlake.sandbox.storage.StorageAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files between a sandbox and one of its region processes: what the region is told, and its word that it is ready. */
final class RegionFiles {

    /** Of each Function: one that has taken over new settings says nothing of the other. */
    private static final int INSTANCES = 2;

    /** The service principal that Twinlake signs in as, by its name. */
    private static final String TWINLAKE = "twinlake";

    /** The service principal that the Functions are, by its name. */
    private static final String FUNCTION = "lookup-function";

    private final Path folder;

    RegionFiles(Path sandbox, RegionLayout region) {
        this.folder = sandbox.resolve("regions").resolve(region.name());
    }

    Path spec() {
        return folder.resolve("spec.json");
    }

    boolean isReady() {
        return Files.exists(ready());
    }

    /** Writes the specification and takes back an earlier process's word. */
    void prepare(RegionLayout region, Layout layout) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new UncheckedIOException("The region's folder " + folder + " cannot be prepared", e);
        }
        spec(region, layout).write(spec());
        function(region, layout).writeInto(folder);
    }

    private RegionSpec spec(RegionLayout region, Layout layout) {
        List<Member> members = Member.of(region, layout.edge());
        return new RegionSpec(
                region.name(),
                region.role(),
                folder,
                region.port(),
                region.control(),
                account(region.account()),
                layout.regions().stream()
                        .filter(each -> !each.equals(region))
                        .map(each -> new RegionSpec.Peer(
                                each.name(),
                                each.workspace(),
                                account(each.account()),
                                each.metastoreId(),
                                layout.shareSecret()))
                        .toList(),
                region.metastoreId(),
                region.workspaceId(),
                region.token(),
                Member.ROOT,
                List.of(
                        client(region.clientId(), region.clientSecret(), TWINLAKE, members),
                        client(layout.edge().functionClientId(), layout.edge().functionSecret(), FUNCTION, members)),
                Member.users(members).toList(),
                Member.GROUPS,
                members.stream().collect(Collectors.toMap(Member::token, Member::name)),
                region.warehouse(),
                List.of(Member.READERS, region.clientId()),
                layout.delays().answerMs());
    }

    private static RegionSpec.Client client(String id, String secret, String name, List<Member> members) {
        Member member = members.stream()
                .filter(each -> each.name().equals(id))
                .findFirst()
                .orElseThrow();
        return new RegionSpec.Client(id, secret, name, member.roles(), member.groups());
    }

    private FunctionSpec function(RegionLayout region, Layout layout) {
        return new FunctionSpec(
                region.functionApp(),
                region.name(),
                region.function(),
                layout.edge().platform(),
                layout.edge().platformKey(),
                List.of(layout.edge().functionKey()),
                folder.resolve("function-settings.json"),
                new Hosting(
                        INSTANCES,
                        layout.delays().functionPlan(),
                        layout.delays().functionStartMs()));
    }

    private static RegionSpec.Account account(StorageAccount account) {
        return new RegionSpec.Account(account.name(), account.endpoint(), account.key());
    }

    private Path ready() {
        return folder.resolve("region.json");
    }
}
