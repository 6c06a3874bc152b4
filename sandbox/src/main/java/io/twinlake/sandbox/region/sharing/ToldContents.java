package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contents of shares as their recipients are told them: up to a settable time they go on seeing what a share held. Rights are asked at each read
 * all the same.
 */
final class ToldContents {

    private final Shares shares;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    ToldContents(Shares shares, Settings settings, Clock clock) {
        this.shares = shares;
        this.settings = settings;
        this.clock = clock;
    }

    private record Told(List<SharedTable> tables, long at) {}

    List<SharedTable> of(ShareEntry share) {
        long now = clock.millis();
        long since = now - settings.get(Setting.SHARE_TOLD_MS);
        Told contents = told.compute(
                share.header().id(),
                (id, before) ->
                        before == null || before.at() <= since ? new Told(shares.contents(share), now) : before);
        return shares.readable(share, contents.tables());
    }
}
