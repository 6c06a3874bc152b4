package io.twinlake.catalogsync.change;

import io.twinlake.clients.databricks.delta.TableSize;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.state.Throughput;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a plan copies whole, because the region that is to hold them has no clone of them yet.
 *
 * @param measured what an earlier run copied in a second; empty where none copied much, and a rate is assumed
 */
public record FirstClones(List<Table> tables, Optional<Throughput> measured) {
    public static final FirstClones NONE = new FirstClones(List.of(), Optional.empty());

    /** What a run copies in a second, as long as this ledger has seen none that copied much. */
    private static final long ASSUMED = 100_000_000;

    private static final double GIGA = 1_000_000_000;
    private static final double MEGA = 1_000_000;

    public FirstClones {
        tables = List.copyOf(tables);
    }

    /**
     * One of them.
     *
     * @param size null where it is not known
     */
    public record Table(ObjectName object, @Nullable TableSize size) {}

    /** Of all whose size is known. */
    public long bytes() {
        return tables.stream()
                .map(Table::size)
                .filter(Objects::nonNull)
                .mapToLong(TableSize::bytes)
                .sum();
    }

    public long bytesPerSecond() {
        return measured.map(Throughput::bytesPerSecond).orElse(ASSUMED);
    }

    /** How long copying them may take; what is not known of their sizes is not in it. */
    public Duration estimate() {
        return Duration.ofSeconds((bytes() + bytesPerSecond() - 1) / bytesPerSecond());
    }

    /** What an operator should know before it begins; empty where nothing is copied whole. */
    public Optional<String> sentence() {
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        long unknown = tables.stream().filter(table -> table.size() == null).count();
        String rate = String.format(Locale.ROOT, "%.1f MB/s", bytesPerSecond() / MEGA);
        return Optional.of(String.format(
                Locale.ROOT,
                "%d tables are copied whole for the first time in this direction, %.3f GB: about %d s at %s, %s%s.",
                tables.size(),
                bytes() / GIGA,
                estimate().toSeconds(),
                rate,
                measured.map(run -> "as run " + run.run() + " copied")
                        .orElse("which is assumed: no run here copied much yet"),
                unknown == 0 ? "" : "; of " + unknown + " of them the size is not known"));
    }
}
