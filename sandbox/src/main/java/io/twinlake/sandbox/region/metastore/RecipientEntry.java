package io.twinlake.sandbox.region.metastore;

import org.jspecify.annotations.Nullable;

/** Someone to whom shares may be granted: another metastore, or (authentication TOKEN) any client. */
public record RecipientEntry(
        Header header, String authentication, @Nullable String globalMetastoreId) implements Securable {

    @Override
    public SecurableKind kind() {
        return SecurableKind.RECIPIENT;
    }

    @Override
    public RecipientEntry withHeader(Header newHeader) {
        return new RecipientEntry(newHeader, authentication, globalMetastoreId);
    }
}
