package io.twinlake.sandbox.region.metastore;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalog.
 *
 * @param storageRoot where its managed data was asked to be; null where the metastore's own root serves
 * @param source set for a mounted share only
 * @param isolated true where only bound workspaces may use it
 * @param predictiveOptimization {@code ENABLE}, {@code DISABLE} or {@code INHERIT}
 */
public record CatalogEntry(
        Header header,
        Map<String, String> options,
        @Nullable String storageRoot,
        @Nullable ShareSource source,
        boolean isolated,
        List<Binding> bindings,
        String predictiveOptimization)
        implements Securable {

    /** The share that a catalog shows: the provider's name in this metastore, and the share's there. */
    public record ShareSource(String provider, String share) {}

    /** A workspace that may use the catalog; type is {@code BINDING_TYPE_READ_WRITE} or {@code BINDING_TYPE_READ_ONLY}. */
    public record Binding(long workspaceId, String type) {}

    public CatalogEntry {
        options = Map.copyOf(options);
        bindings = List.copyOf(bindings);
    }

    @Override
    public SecurableKind kind() {
        return SecurableKind.CATALOG;
    }

    @Override
    public CatalogEntry withHeader(Header newHeader) {
        return new CatalogEntry(newHeader, options, storageRoot, source, isolated, bindings, predictiveOptimization);
    }

    public CatalogEntry isolatedTo(boolean nowIsolated, List<Binding> newBindings) {
        return new CatalogEntry(header, options, storageRoot, source, nowIsolated, newBindings, predictiveOptimization);
    }

    /** True where what it holds may be read from a workspace. */
    public boolean isAccessibleFrom(long workspaceId) {
        return !isolated || bindings.stream().anyMatch(binding -> binding.workspaceId() == workspaceId);
    }

    /** True where what it holds may be changed from a workspace. */
    public boolean isWritableFrom(long workspaceId) {
        return !isolated || bindings.contains(new Binding(workspaceId, "BINDING_TYPE_READ_WRITE"));
    }

    public CatalogEntry optimized(String flag) {
        return new CatalogEntry(header, options, storageRoot, source, isolated, bindings, flag);
    }

    /** {@code DELTASHARING_CATALOG} for a mounted share, {@code SYSTEM_CATALOG} for {@code system}, else managed. */
    public String type() {
        if (source != null) {
            return "DELTASHARING_CATALOG";
        }
        return fullName().equals("system") ? "SYSTEM_CATALOG" : "MANAGED_CATALOG";
    }
}
