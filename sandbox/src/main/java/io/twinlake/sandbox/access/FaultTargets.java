package io.twinlake.sandbox.access;

import io.twinlake.sandbox.edge.Edge;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultControl;
import io.twinlake.sandbox.fault.FaultKind;
import io.twinlake.sandbox.fault.HeldCall;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import io.twinlake.sandbox.storage.StorageAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a sandbox that can have faults, by the names that a user gives them. */
public final class FaultTargets {

    private static final String STORAGE = "storage:";

    /** What takes a region's storage with it, for it is the region that dies. */
    private static final Set<FaultKind> WHOLE_REGION = EnumSet.of(FaultKind.DOWN, FaultKind.BLACKHOLE, FaultKind.HANG);

    private static final int HELD_PAUSE_MILLIS = 20;

    private final Layout layout;
    private final TwoRegions processes;

    public FaultTargets(Path sandbox) {
        this.layout = Layout.of(sandbox);
        this.processes = new TwoRegions(sandbox);
    }

    /**
     * Gives the part its fault.
     *
     * @throws IllegalArgumentException when there is no such part
     */
    public void order(String part, Fault fault) {
        if (fault.kind() == FaultKind.FIREWALL) {
            walled(part).order(fault);
        } else {
            orders(part, WHOLE_REGION.contains(fault.kind())).forEach(each -> each.order(fault));
        }
    }

    /** Ends the faults of the part, or all when none is named; a process that is dead has none. */
    public void clear(@Nullable String part) {
        among(part).forEach(FaultOrders::clear);
    }

    /**
     * Lets the requests go that stand at a gate of the part, or at any when none is named.
     *
     * @param keep whether the gates stay shut for those that come after
     */
    public void release(@Nullable String part, boolean keep) {
        among(part).forEach(each -> each.release(keep));
    }

    /** The requests that faults of the part hold, or faults of any part when none is named. */
    public List<HeldCall> held(@Nullable String part) {
        return among(part).stream().flatMap(each -> each.held().stream()).toList();
    }

    /**
     * Waits until that many requests are held, and gives them.
     *
     * @throws SandboxFailure when they do not come in time
     */
    public List<HeldCall> awaitHeld(@Nullable String part, int count, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<HeldCall> held = held(part);
        while (held.size() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw new SandboxFailure("%d calls are held and not %d: %s".formatted(held.size(), count, held));
            }
            pause();
            held = held(part);
        }
        return held;
    }

    private static void pause() {
        try {
            Thread.sleep(HELD_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted while it waited for calls to be held", e);
        }
    }

    private List<FaultOrders> among(@Nullable String part) {
        if (part != null) {
            return orders(part, true);
        }
        List<FaultOrders> orders = new ArrayList<>();
        layout.accounts().forEach(account -> orders.add(storage(account)));
        processes.edgeProcess().ifPresent(running -> orders.add(edge()));
        layout.regions().stream()
                .filter(region -> processes.process(region).isPresent())
                .forEach(region -> orders.add(workspace(region)));
        return orders;
    }

    private List<FaultOrders> orders(String part, boolean wholeRegion) {
        if (part.equals(Edge.NAME)) {
            return List.of(edge());
        }
        Optional<StorageAccount> account = account(part);
        if (account.isPresent()) {
            return List.of(storage(account.get()));
        }
        RegionLayout region = layout.region(part)
                .orElseThrow(() -> new IllegalArgumentException("There is no '" + part + "' in this sandbox: "
                        + "name a region, 'primary', 'secondary', 'edge', 'storage:NAME' or 'witness'"));
        List<FaultOrders> orders = new ArrayList<>();
        if (processes.process(region).isPresent()) {
            orders.add(workspace(region));
        }
        if (wholeRegion) {
            orders.add(storage(region.account()));
        }
        return orders;
    }

    /** The account that is meant by {@code witness} or by {@code storage:} with an account's or a region's name or role. */
    private Optional<StorageAccount> account(String part) {
        if (part.equals(layout.witness().name())) {
            return Optional.of(layout.witness());
        }
        if (!part.startsWith(STORAGE)) {
            return Optional.empty();
        }
        String name = part.substring(STORAGE.length());
        return layout.region(name)
                .map(RegionLayout::account)
                .or(() -> layout.accounts().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst());
    }

    /** Only storage has a firewall: that of a region, or the account itself. */
    private FaultOrders walled(String part) {
        return account(part.startsWith(STORAGE) ? part : STORAGE + part)
                .map(this::storage)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + FaultKind.FIREWALL + "' is a fault of a region's storage, and '" + part + "' has none"));
    }

    private FaultOrders storage(StorageAccount account) {
        return new FaultOrders(layout.storageControl(), account.name());
    }

    private FaultOrders edge() {
        return new FaultOrders(layout.edge().ports().control(), Edge.NAME);
    }

    private static FaultOrders workspace(RegionLayout region) {
        return new FaultOrders(region.control(), FaultControl.WORKSPACE);
    }
}
