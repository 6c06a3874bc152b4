package io.twinlake.clients.databricks.rest.transport;

import com.databricks.sdk.core.logging.ILoggerFactory;
import com.databricks.sdk.core.logging.Logger;
import com.databricks.sdk.core.logging.LoggerFactory;
import io.twinlake.clients.Redaction;
import java.util.function.Supplier;
import org.slf4j.helpers.MessageFormatter;

/**
 * The SDK's log without what is not for a log. At debug level the SDK writes the bodies of requests, the values of statements among
 * them: that is left out. What it calls warnings and errors also reaches the caller as an exception, which says more; here they are
 * written at debug level, redacted.
 */
public final class SdkLog extends Logger {
    private final org.slf4j.Logger log;

    private SdkLog(org.slf4j.Logger log) {
        this.log = log;
    }

    /** Must come before the SDK's first class that logs is loaded: each takes its logger then. */
    public static void install() {
        LoggerFactory.setDefault(new ILoggerFactory() {
            @Override
            public Logger getLogger(Class<?> type) {
                return new SdkLog(org.slf4j.LoggerFactory.getLogger(type));
            }

            @Override
            public Logger getLogger(String name) {
                return new SdkLog(org.slf4j.LoggerFactory.getLogger(name));
            }
        });
    }

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String format, Object... arguments) {}

    @Override
    public void debug(Supplier<String> message) {}

    @Override
    public void info(String message) {
        log.debug("{}", clean(message));
    }

    @Override
    public void info(String format, Object... arguments) {
        log.debug("{}", clean(format, arguments));
    }

    @Override
    public void info(Supplier<String> message) {
        log.debug("{}", clean(message.get()));
    }

    @Override
    public void warn(String message) {
        log.debug("{}", clean(message));
    }

    @Override
    public void warn(String format, Object... arguments) {
        log.debug("{}", clean(format, arguments));
    }

    @Override
    public void warn(Supplier<String> message) {
        log.debug("{}", clean(message.get()));
    }

    @Override
    public void error(String message) {
        log.debug("{}", clean(message));
    }

    @Override
    public void error(String format, Object... arguments) {
        log.debug("{}", clean(format, arguments));
    }

    @Override
    public void error(Supplier<String> message) {
        log.debug("{}", clean(message.get()));
    }

    private static String clean(String format, Object... arguments) {
        return Redaction.byShape()
                .apply(String.valueOf(
                        MessageFormatter.arrayFormat(format, arguments).getMessage()));
    }
}
