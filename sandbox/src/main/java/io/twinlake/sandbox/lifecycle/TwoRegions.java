package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.process.Child;
import java.nio.file.Path;
import java.util.ArrayList;
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

    Child edge() {
        return new Child("edge", sandbox);
    }

    Child region(RegionLayout region) {
        return new Child("region-" + region.name(), sandbox);
    }

    /** The process of a region, if it runs. */
    public Optional<ProcessHandle> process(RegionLayout region) {
        return region(region).running();
    }

    /** The process of the edge, if it runs. */
    public Optional<ProcessHandle> edgeProcess() {
        return edge().running();
    }

    /** Ends every process of the sandbox: edge and regions before the storage that they write to. Nothing is left running. */
    public void down() {
        List<Child> front = new ArrayList<>(List.of(edge()));
        Layout.read(sandbox).ifPresent(layout -> layout.regions().forEach(each -> front.add(region(each))));
        front.parallelStream().forEach(Child::end);
        Stream.of(storage(), azurite()).forEach(Child::end);
    }
}
