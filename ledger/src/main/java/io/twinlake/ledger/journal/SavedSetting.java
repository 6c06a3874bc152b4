package io.twinlake.ledger.journal;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.time.Instant;

/**
 * How something in a region was set before it was changed.
 *
 * @param kind what it is, for example {@code job}
 * @param object its name within the region and kind
 * @param text the settings, exactly as they are to be put back
 */
public record SavedSetting(
        GroupName group, RegionName region, String kind, String object, String text, Instant savedAt) {}
