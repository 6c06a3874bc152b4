package io.twinlake.orchestrator.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.twinlake.clients.Redaction;

/** Formats an event, its stack trace included, and hides whatever looks like a secret. */
public final class RedactingLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return Redaction.byShape().apply(super.doLayout(event));
    }
}
