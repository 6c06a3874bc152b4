package io.twinlake.orchestrator.serve;

import static java.util.Map.entry;

import io.twinlake.config.Serve;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.schedule.Schedules;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/** Fires the schedules and answers over HTTP until it is closed. */
public final class Server implements AutoCloseable {
    private final Schedules schedules;
    private final FollowWitness follows;
    private final ConfigurableApplicationContext web;

    private Server(Schedules schedules, FollowWitness follows, ConfigurableApplicationContext web) {
        this.schedules = schedules;
        this.follows = follows;
        this.web = web;
    }

    /** @param drill makes a drill of a group, when its time has come */
    public static Server start(Installation installation, Consumer<ProtectedGroup> drill) {
        // The log is set up already, for commands and for this.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        Schedules schedules = installation.fireSchedules(drill);
        try {
            ConfigurableApplicationContext web = web(installation, schedules);
            return new Server(schedules, FollowWitness.start(installation), web);
        } catch (RuntimeException e) {
            schedules.close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext web(Installation installation, Schedules schedules) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(WebConfiguration.class)
                .web(WebApplicationType.SERVLET)
                .environment(environment(installation.config().serve()))
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    // Owned by the command that serves: not closed with the web.
                    beans.registerBean(Installation.class, () -> installation, bean -> bean.setDestroyMethodName(""));
                    beans.registerBean(Schedules.class, () -> schedules, bean -> bean.setDestroyMethodName(""));
                });
        SpringApplication application = builder.application();
        // It would read application.properties and .yml of whatever folder this runs in, and SPRING_APPLICATION_JSON.
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof EnvironmentPostProcessorApplicationListener))
                .toList());
        return builder.run();
    }

    /** Holds what twinlake.yml says and nothing else: no variable of this process and no system property means anything to the web. */
    private static ConfigurableEnvironment environment(Serve serve) {
        StandardServletEnvironment environment = new StandardServletEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        List.copyOf(sources.stream().map(PropertySource::getName).toList()).forEach(sources::remove);
        sources.addFirst(new MapPropertySource("twinlake", properties(serve)));
        return environment;
    }

    private static Map<String, Object> properties(Serve serve) {
        return Map.ofEntries(
                entry("server.address", serve.address()),
                entry("server.port", serve.port()),
                entry("server.tomcat.threads.max", 8),
                entry("server.tomcat.threads.min-spare", 1),
                entry("server.tomcat.max-connections", 200),
                // Who has not sent its whole request by then keeps no connection.
                entry("server.tomcat.connection-timeout", "5s"),
                entry("spring.application.name", "twinlake"),
                entry("management.endpoints.access.default", "none"),
                entry("management.endpoint.health.access", "read-only"),
                entry("management.endpoint.prometheus.access", "read-only"),
                entry("management.endpoints.web.base-path", "/"),
                entry("management.endpoints.web.exposure.include", "health,prometheus"),
                entry("management.endpoints.web.path-mapping.prometheus", "metrics"),
                entry("management.health.defaults.enabled", false),
                entry("management.endpoint.health.show-details", "always"));
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
        follows.close();
        web.close();
    }
}
