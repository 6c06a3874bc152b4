package io.twinlake.sandbox.region.metastore;

import java.util.Map;

/**
 * A storage credential or an external location.
 *
 * @param settings the fields of its own, under their REST names (an external location's {@code url}, for one)
 */
public record StorageEntry(SecurableKind kind, Header header, Map<String, Object> settings) implements Securable {

    public StorageEntry {
        settings = Map.copyOf(settings);
    }

    @Override
    public StorageEntry withHeader(Header newHeader) {
        return new StorageEntry(kind, newHeader, settings);
    }

    public StorageEntry withSettings(Map<String, Object> newSettings) {
        return new StorageEntry(kind, header, newSettings);
    }
}
