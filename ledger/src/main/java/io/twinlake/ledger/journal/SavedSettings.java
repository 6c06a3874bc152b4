package io.twinlake.ledger.journal;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.util.List;
import java.util.Optional;

/** Settings that are to be put back. */
public interface SavedSettings {
    /** Keeps a setting unless one is kept already, so that changing twice never keeps the changed one; tells which one is kept. */
    SavedSetting keep(SavedSetting setting);

    /** Keeps a setting in the place of the one that is kept. */
    void replace(SavedSetting setting);

    Optional<SavedSetting> find(GroupName group, RegionName region, String kind, String object);

    /** All of a kind by object. */
    List<SavedSetting> all(GroupName group, RegionName region, String kind);

    void delete(GroupName group, RegionName region, String kind, String object);
}
