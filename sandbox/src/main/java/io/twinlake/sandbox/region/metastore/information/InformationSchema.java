package io.twinlake.sandbox.region.metastore.information;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what is asked of {@code CATALOG.information_schema.RELATION}. */
public final class InformationSchema {

    static final String SCHEMA = "information_schema";
    private static final String ALL = "system";

    private final Metastore metastore;
    private final Settings settings;
    private final Clock clock;
    private final Map<Question, Told> told = new ConcurrentHashMap<>();

    private record Question(TableName name, Caller caller) {}

    private record Told(Optional<ResultTable> rows, Instant at) {}

    public InformationSchema(Metastore metastore, Settings settings, Clock clock) {
        this.metastore = metastore;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The relation's rows as far as the caller may see them; empty where there is no such relation. While it lags, an answer is given again until it
     * is as old as that.
     */
    public Optional<ResultTable> relation(TableName name, Caller caller) {
        Duration lag = settings.duration(Setting.INFORMATION_SCHEMA_LAG_MS);
        if (lag.isZero()) {
            return read(name, caller);
        }
        return told.compute(new Question(name, caller), (question, before) -> {
                    Instant now = clock.instant();
                    return before != null && now.isBefore(before.at().plus(lag))
                            ? before
                            : new Told(read(name, caller), now);
                })
                .rows();
    }

    private Optional<ResultTable> read(TableName name, Caller caller) {
        if (!name.schema().equals(SCHEMA)) {
            return Optional.empty();
        }
        boolean all = name.catalog().equals(ALL);
        if (!all && !metastore.shelves().catalogs.has(name.catalog())) {
            return Optional.empty();
        }
        // What a mounted share holds is listed in its own catalog alone: a dead provider must not hide all the rest.
        boolean contents = !name.table().startsWith("catalog");
        List<CatalogEntry> catalogs = metastore.catalogs().list(caller).stream()
                .filter(catalog ->
                        caller.isRoot() || !contents || metastore.catalogs().isAccessible(catalog))
                .filter(catalog -> all
                        ? !contents || catalog.source() == null
                        : catalog.fullName().equals(name.catalog()))
                .toList();
        return Relations.named(name.table()).map(relation -> relation.rows(metastore, catalogs, caller));
    }
}
