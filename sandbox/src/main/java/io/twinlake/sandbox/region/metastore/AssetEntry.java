package io.twinlake.sandbox.region.metastore;

/** What stands in a schema and of which the sandbox keeps that it is there: a volume, a registered model, a secret, a service of the AI gateway. */
public record AssetEntry(SecurableKind kind, Header header) implements Securable {

    @Override
    public AssetEntry withHeader(Header newHeader) {
        return new AssetEntry(kind, newHeader);
    }

    /** Its name without those of its catalog and its schema. */
    public String name() {
        return fullName().substring(fullName().lastIndexOf('.') + 1);
    }

    /** The schema that it stands in, by its full name. */
    public String schema() {
        return fullName().substring(0, fullName().lastIndexOf('.'));
    }
}
