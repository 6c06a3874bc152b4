package io.twinlake.orchestrator.logging;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.twinlake.clients.Redaction;
import io.twinlake.orchestrator.cli.Visible;

/**
 * Formats an event, its stack trace included, hides whatever looks like a secret and shows what a terminal would obey. Only an event begins
 * a line; what it has of lines is indented.
 */
public final class RedactingLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        String whole = Redaction.byShape().apply(super.doLayout(event)).stripTrailing();
        return Visible.lines(whole.replace("\r\n", "\n")).replace("\n", "\n    ") + System.lineSeparator();
    }
}
