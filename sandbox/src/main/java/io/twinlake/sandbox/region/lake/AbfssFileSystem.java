package io.twinlake.sandbox.region.lake;

import org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem;

/** Hadoop's ABFS driver under the scheme {@code abfss}, without its demand for TLS: the sandbox's storage is on loopback. */
public final class AbfssFileSystem extends AzureBlobFileSystem {

    @Override
    public String getScheme() {
        return "abfss";
    }
}
