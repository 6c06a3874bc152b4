package io.twinlake.orchestrator.serve;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.Serve;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.schedule.Schedules;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Fires the schedules and answers over HTTP until it is closed. */
public final class Server implements AutoCloseable {
    private final Schedules schedules;
    private final ConfigurableApplicationContext web;

    private Server(Schedules schedules, ConfigurableApplicationContext web) {
        this.schedules = schedules;
        this.web = web;
    }

    /** @param drill makes a drill of a group, when its time has come */
    public static Server start(Installation installation, Consumer<FailoverGroup> drill) {
        // The log is set up already, for commands and for this.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        Schedules schedules = installation.fireSchedules(drill);
        try {
            return new Server(schedules, web(installation, schedules));
        } catch (RuntimeException e) {
            schedules.close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext web(Installation installation, Schedules schedules) {
        return new SpringApplicationBuilder(WebConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(properties(installation.config().serve()))
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    // Owned by the command that serves: not closed with the web.
                    beans.registerBean(Installation.class, () -> installation, bean -> bean.setDestroyMethodName(""));
                    beans.registerBean(Schedules.class, () -> schedules, bean -> bean.setDestroyMethodName(""));
                })
                .run();
    }

    private static Map<String, Object> properties(Serve serve) {
        return Map.of(
                "server.address",
                serve.address(),
                "server.port",
                serve.port(),
                "server.tomcat.threads.max",
                8,
                "server.tomcat.threads.min-spare",
                1,
                "spring.application.name",
                "twinlake",
                "management.endpoints.web.base-path",
                "/",
                "management.endpoints.web.exposure.include",
                "health,prometheus",
                "management.endpoints.web.path-mapping.prometheus",
                "metrics",
                "management.health.defaults.enabled",
                false,
                "management.endpoint.health.show-details",
                "always");
    }

    /** Where it answers. */
    public URI address() {
        WebServer server = Objects.requireNonNull(((WebServerApplicationContext) web).getWebServer());
        return URI.create("http://" + web.getEnvironment().getProperty("server.address") + ":" + server.getPort());
    }

    /** Fires no more, lets firings under way end, and answers no more. */
    @Override
    public void close() {
        schedules.close();
        web.close();
    }
}
