package io.twinlake.sandbox.region.api.sharing;

import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sharing.Providers;
import io.twinlake.sandbox.region.sharing.Recipients;
import io.twinlake.sandbox.region.sharing.Shares;

/** The endpoints of shares, recipients and providers. */
public final class SharingApi {

    private final Metastore metastore;
    private final Shares shares;
    private final Recipients recipients;
    private final Providers providers;

    public SharingApi(Metastore metastore, Shares shares, Recipients recipients, Providers providers) {
        this.metastore = metastore;
        this.shares = shares;
        this.recipients = recipients;
        this.providers = providers;
    }

    public void register(Routes routes) {
        new ShareRoutes(metastore, shares).register(routes);
        new SharingPartyRoutes(metastore, recipients, providers).register(routes);
    }
}
