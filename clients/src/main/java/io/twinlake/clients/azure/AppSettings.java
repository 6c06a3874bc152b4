package io.twinlake.clients.azure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** All settings of an app by name, secrets among them: it prints their number only, and no failure carries one. */
public record AppSettings(Map<String, String> values) {
    public AppSettings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** These settings with some set to other values. */
    public AppSettings with(Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(changes);
        return new AppSettings(all);
    }

    @Override
    public String toString() {
        return values.size() + " app settings";
    }
}
