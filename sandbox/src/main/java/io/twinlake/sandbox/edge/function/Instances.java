package io.twinlake.sandbox.edge.function;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances of a Function app: requests go to those that are up, by turns, and new settings reach them as their plan has it. The last ones may be
 * stuck, which take over nothing any more.
 */
final class Instances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    /** For how long the host holds a request before it is up. */
    private static final long HELD_MS = 30_000;

    /** What an instance is while it answers. */
    record Started(int instance, long settings, WarehouseLookup lookup) {}

    /** One that is neither up nor starting has settings that are of no use. */
    private static final class Instance {
        private final int number;
        private boolean starting = true;
        private @Nullable Started started;

        Instance(int number) {
            this.number = number;
        }
    }

    private final FunctionSpec spec;
    private final HttpClient client;
    private final LongSupplier stuck;
    private final SettingsSource source;
    private final List<Instance> all;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService starts = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "function-start");
        thread.setDaemon(true);
        return thread;
    });

    /** @param stuck how many instances take over nothing now */
    Instances(FunctionSpec spec, HttpClient client, LongSupplier stuck) {
        this.spec = spec;
        this.client = client;
        this.stuck = stuck;
        this.source = new SettingsSource(spec, client);
        this.all = IntStream.range(0, spec.hosting().instances())
                .mapToObj(Instance::new)
                .toList();
        starts.execute(() -> load(all));
    }

    /** The next one that is up; while one starts it is waited for. Empty where none will be. */
    synchronized Optional<Started> next() throws InterruptedException {
        long end = System.nanoTime() + HELD_MS * 1_000_000;
        while (true) {
            List<Started> up = all.stream()
                    .flatMap(each -> Optional.ofNullable(each.started).stream())
                    .toList();
            if (!up.isEmpty()) {
                return Optional.of(up.get(Math.floorMod(turn.getAndIncrement(), up.size())));
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || all.stream().noneMatch(each -> each.starting)) {
                return Optional.empty();
            }
            wait(left);
        }
    }

    /** Whether an instance is still what it was: one that was recreated has dropped what it worked at. */
    synchronized boolean isUp(Started started) {
        return spec.hosting().plan() != FunctionPlan.RECREATE || all.get(started.instance()).started == started;
    }

    synchronized boolean isRunning() {
        return all.stream().anyMatch(each -> each.started != null);
    }

    /** Whether all of them have these settings or newer ones; one that is stuck never has. */
    synchronized boolean haveAll(long settings) {
        return all.stream().allMatch(each -> each.started != null && each.started.settings() >= settings);
    }

    /** @param settings the revision that they must have; null restarts those that have it as well */
    void restart(@Nullable Long settings) {
        List<Instance> moved = moved(settings);
        if (spec.hosting().plan() == FunctionPlan.RECREATE) {
            moved.forEach(this::stop);
            starts.execute(() -> load(moved));
        } else {
            moved.forEach(each -> starts.execute(() -> replace(each)));
        }
    }

    private synchronized List<Instance> moved(@Nullable Long settings) {
        long free = all.size() - stuck.getAsLong();
        return all.stream()
                .filter(each -> each.number < free)
                .filter(each -> settings == null || each.started == null || each.started.settings() < settings)
                .toList();
    }

    private void replace(Instance instance) {
        if (spec.hosting().plan() == FunctionPlan.ROLLING) {
            stop(instance);
        }
        load(List.of(instance));
    }

    private synchronized void stop(Instance instance) {
        instance.started = null;
        instance.starting = true;
    }

    private void load(List<Instance> instances) {
        try {
            Thread.sleep(spec.hosting().startMs());
            Optional<AppSettings.Revision> settings = source.read();
            instances.forEach(each -> start(each, settings));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("app={} cannot read its settings: {}", spec.app(), e.toString());
            instances.forEach(each -> start(each, Optional.empty()));
        }
    }

    private synchronized void start(Instance instance, Optional<AppSettings.Revision> settings) {
        instance.starting = false;
        instance.started = null;
        try {
            instance.started =
                    settings.map(found -> started(instance.number, found)).orElse(null);
        } catch (IllegalArgumentException e) {
            LOG.warn("app={} stays down until its settings are mended: {}", spec.app(), e.getMessage());
        }
        notifyAll();
    }

    private Started started(int number, AppSettings.Revision settings) {
        LookupSettings lookup = LookupSettings.of(settings.values());
        LOG.info(
                "app={} instance={} settings={} endpoint={} started",
                spec.app(),
                number,
                settings.number(),
                lookup.endpoint());
        return new Started(number, settings.number(), new WarehouseLookup(lookup, client));
    }

    @Override
    public void close() {
        starts.shutdownNow();
    }
}
