package io.twinlake.orchestrator.serve;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.schedule.Schedules;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code serve} answers over HTTP: {@code /health} and {@code /metrics}. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class WebConfiguration {
    @Bean
    HealthIndicator schedulesHealthIndicator(Installation installation, Schedules schedules) {
        return new ServingHealth(installation, schedules);
    }

    @Bean
    MeterBinder groupMetrics(Installation installation) {
        return new GroupMetrics(installation);
    }
}
