package io.twinlake.clients.databricks.rest;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.Region;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A workspace that answers what a test tells it to, over real HTTP, and a client of it that waits without taking time. */
final class StubbedWorkspace implements AutoCloseable {
    static final String TOKEN = "dapi0123456789abcdef0123456789abcdef";
    static final CallLimits LIMITS =
            new CallLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5), null);

    /** What the client takes for the time. */
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    final List<Duration> waits = new CopyOnWriteArrayList<>();

    StubbedWorkspace() {
        server.start();
    }

    Workspace open() {
        return open(new Credentials.PersonalAccessToken(new Secret(TOKEN)), LIMITS);
    }

    Workspace open(Credentials credentials, CallLimits limits) {
        return open(URI.create(server.baseUrl()), credentials, limits);
    }

    Workspace open(URI address, Credentials credentials, CallLimits limits) {
        return Workspaces.open(
                region(address, credentials),
                limits,
                new Time(Clock.fixed(NOW, ZoneOffset.UTC), Time.SYSTEM.ticker(), waits::add));
    }

    static Region region(URI address, Credentials credentials) {
        @Nullable URI none = null;
        return new Region(new RegionName("westeurope"), address, credentials, "wh1", none, null);
    }

    @Override
    public void close() {
        server.stop();
    }
}
