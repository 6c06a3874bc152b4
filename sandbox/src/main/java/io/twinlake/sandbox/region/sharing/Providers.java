package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.RegionSpec.Peer;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.ProviderEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metastores that share something with this one: each appears by itself once it has made us a recipient. */
public final class Providers {

    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private final Metastore metastore;
    private final List<Peer> peers;
    private final PeerShares shares;
    private final Clock clock;

    public Providers(Metastore metastore, List<Peer> peers, PeerShares shares, Clock clock) {
        this.metastore = metastore;
        this.peers = peers;
        this.shares = shares;
        this.clock = clock;
    }

    /** The providers that are known; a region that does not answer is listed if it was known before. */
    public List<ProviderEntry> list(Caller caller) {
        peers.forEach(this::learn);
        return metastore.shelves().providers.all().stream()
                .filter(provider -> metastore.access().rights().sees(caller, ref(provider)))
                .toList();
    }

    public ProviderEntry get(Caller caller, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!metastore.shelves().providers.has(key)) {
            peers.forEach(this::learn);
        }
        ProviderEntry provider =
                metastore.shelves().providers.get(key).orElseThrow(() -> SecurableKind.PROVIDER.missing(key));
        metastore.access().requireSight(caller, ref(provider));
        return provider;
    }

    /** The names of the shares that a provider gives us. */
    public List<String> shares(ProviderEntry provider) {
        return shares.sharesOf(provider);
    }

    private void learn(Peer peer) {
        boolean known = metastore.shelves().providers.all().stream()
                .anyMatch(provider -> provider.globalMetastoreId().equals(peer.globalMetastoreId()));
        if (known || peer.workspace() == null || !offers(peer)) {
            return;
        }
        Header header = new Header(
                peer.region(),
                UUID.randomUUID().toString(),
                null,
                Map.of(),
                Audit.createdBy(metastore.identity().owner(), clock.millis()));
        metastore
                .journal()
                .commit(new Batch()
                        .put(
                                metastore.shelves().providers,
                                peer.region(),
                                new ProviderEntry(header, peer.globalMetastoreId())));
    }

    private boolean offers(Peer peer) {
        try {
            return shares.offered(peer).isPresent();
        } catch (CatalogFailure e) {
            if (e.kind() != ErrorKind.DELTA_SHARING_PROVIDER_UNAVAILABLE) {
                throw e;
            }
            LOG.info("region {} cannot be asked whether it shares anything: {}", peer.region(), e.getMessage());
            return false;
        }
    }

    private static SecurableRef ref(ProviderEntry provider) {
        return new SecurableRef(SecurableKind.PROVIDER, provider.fullName());
    }
}
