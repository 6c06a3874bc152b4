package io.twinlake.failover.tables;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Collects, from several threads, what of a region could not be read. */
public final class Unread {
    private final StillAnswers region;
    private final ConcurrentSkipListMap<String, String> reasons = new ConcurrentSkipListMap<>();

    public Unread(Workspace region) {
        this.region = new StillAnswers(region);
    }

    /** @throws ClientException the failure, where the region answers nothing else either */
    public void add(ObjectName object, ClientException failure) {
        region.orThrow(failure);
        reasons.put(object.toString(), String.valueOf(failure.getMessage()));
    }

    public List<String> named() {
        return reasons.entrySet().stream()
                .map(unread -> unread.getKey() + " (" + unread.getValue() + ")")
                .toList();
    }
}
