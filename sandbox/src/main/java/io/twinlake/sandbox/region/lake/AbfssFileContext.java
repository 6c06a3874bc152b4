package io.twinlake.sandbox.region.lake;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** {@link AbfssFileSystem} for callers of Hadoop's {@code FileContext}, Spark's checkpoint writer among them. */
public final class AbfssFileContext extends DelegateToFileSystem {

    /** Called by Hadoop with a location in the file system. */
    public AbfssFileContext(URI location, Configuration configuration) throws IOException, URISyntaxException {
        super(location, new AbfssFileSystem(), configuration, "abfss", false);
    }

    @Override
    public int getUriDefaultPort() {
        return -1;
    }
}
