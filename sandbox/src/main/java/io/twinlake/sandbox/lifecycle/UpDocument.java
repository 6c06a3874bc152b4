package io.twinlake.sandbox.lifecycle;

import java.nio.file.Path;
import java.util.List;

/** What {@code sandbox up} prints: where everything is. */
public record UpDocument(
        int schemaVersion, String dir, String config, String group, List<Region> regions, String witness) {

    /** One region, as a client needs it. */
    public record Region(
            String name, String role, String workspace, String token, String warehouse, String storage, long pid) {}

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
                                processes.process(each).map(ProcessHandle::pid).orElse(0L)))
                        .toList(),
                layout.witness().endpoint());
    }
}
