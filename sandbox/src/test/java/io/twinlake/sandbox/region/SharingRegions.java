package io.twinlake.sandbox.region;

import io.twinlake.sandbox.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Two regions that know each other: {@code westeurope} gives, {@code northeurope} receives. */
public final class SharingRegions implements AutoCloseable {

    private final Ports ports = Ports.claim(new Random());
    private final RegionFixture west;
    private final RegionFixture north;

    public SharingRegions(Path dir) {
        int westPort = ports.next();
        int northPort = ports.next();
        west = RegionFixture.start(RegionFixture.spec(
                "westeurope", dir.resolve("west"), westPort, List.of(peer("northeurope", northPort))));
        north = RegionFixture.start(RegionFixture.spec(
                "northeurope", dir.resolve("north"), northPort, List.of(peer("westeurope", westPort))));
    }

    public RegionFixture west() {
        return west;
    }

    public RegionFixture north() {
        return north;
    }

    private static RegionSpec.Peer peer(String region, int port) {
        return new RegionSpec.Peer(
                region,
                "http://127.0.0.1:" + port,
                RegionFixture.account(region),
                RegionFixture.globalMetastoreId(region),
                "between-us");
    }

    @Override
    public void close() {
        north.close();
        west.close();
        ports.close();
    }
}
