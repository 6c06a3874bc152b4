package io.twinlake.sandbox.region.setting;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The settings of one region; safe for use by many threads. */
public final class Settings {

    private final Map<Setting, Long> changed = new ConcurrentHashMap<>();

    public long get(Setting setting) {
        return changed.getOrDefault(setting, setting.byItself());
    }

    public Duration duration(Setting millis) {
        return Duration.ofMillis(get(millis));
    }

    public boolean isOn(Setting setting) {
        return get(setting) != 0;
    }

    public void set(Setting setting, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(setting + " takes a number, 0 or more");
        }
        changed.put(setting, value);
    }

    /** Makes all of them what they are by themselves. */
    public void reset() {
        changed.clear();
    }

    /** All of them, by name. */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            all.put(setting.toString(), get(setting));
        }
        return all;
    }
}
