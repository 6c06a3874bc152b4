package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.objects.Catalogs.NewCatalog;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.Locale;
import java.util.Objects;

/** Mounts a share as a catalog. */
public final class Mounting {

    private final Metastore metastore;
    private final Providers providers;

    public Mounting(Metastore metastore, Providers providers) {
        this.metastore = metastore;
        this.providers = providers;
    }

    /** Makes the catalog; the provider must be known and give us the share now. */
    public CatalogEntry mount(Caller caller, NewCatalog wanted) {
        ShareSource source = Objects.requireNonNull(wanted.source(), "a mounted catalog has a source");
        String share = source.share().toLowerCase(Locale.ROOT);
        if (!providers.shares(providers.get(caller, source.provider())).contains(share)) {
            throw SecurableKind.SHARE.missing(share);
        }
        return metastore
                .catalogs()
                .create(
                        caller,
                        new NewCatalog(
                                wanted.name(),
                                wanted.comment(),
                                wanted.properties(),
                                wanted.options(),
                                null,
                                new ShareSource(source.provider().toLowerCase(Locale.ROOT), share)));
    }
}
