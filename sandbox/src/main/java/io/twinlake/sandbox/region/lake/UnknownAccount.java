package io.twinlake.sandbox.region.lake;

/** A location in a storage account that the region has no credential for. */
public final class UnknownAccount extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownAccount(LakePath path) {
        super("No storage credential covers " + path);
    }
}
