package io.twinlake.sandbox.region.metastore;

/** Another metastore that has shared something with this one. */
public record ProviderEntry(Header header, String globalMetastoreId) implements Securable {

    @Override
    public SecurableKind kind() {
        return SecurableKind.PROVIDER;
    }

    @Override
    public ProviderEntry withHeader(Header newHeader) {
        return new ProviderEntry(newHeader, globalMetastoreId);
    }
}
