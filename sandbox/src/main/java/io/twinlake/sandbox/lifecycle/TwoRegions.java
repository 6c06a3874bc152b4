package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.process.Child;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of one sandbox. */
public final class TwoRegions {

    private final Path sandbox;

    public TwoRegions(Path sandbox) {
        this.sandbox = sandbox;
    }

    Child azurite() {
        return new Child("azurite", sandbox);
    }

    Child storage() {
        return new Child("storage", sandbox);
    }

    Child region(RegionLayout region) {
        return new Child("region-" + region.name(), sandbox);
    }

    /** The process of a region, if it runs. */
    public Optional<ProcessHandle> process(RegionLayout region) {
        return region(region).running();
    }

    /** Ends every process of the sandbox: the regions before the storage that they write to. Nothing is left running. */
    public void down() {
        List<Child> regions = Layout.read(sandbox).stream()
                .flatMap(layout -> layout.regions().stream())
                .map(this::region)
                .toList();
        regions.parallelStream().forEach(Child::end);
        Stream.of(storage(), azurite()).forEach(Child::end);
    }
}
