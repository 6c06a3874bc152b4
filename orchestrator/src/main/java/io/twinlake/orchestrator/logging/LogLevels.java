package io.twinlake.orchestrator.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** How much is logged. */
public final class LogLevels {
    private LogLevels() {}

    /** 0: our own warnings, and of libraries errors alone; 1: what Twinlake does; 2: also why, and what its libraries do. */
    public static void set(int verbosity) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        level("io.twinlake", verbosity == 0 ? Level.WARN : verbosity == 1 ? Level.INFO : Level.DEBUG);
        // What fails in Azure's SDK our clients say once, with what to do next; the SDK says it once per layer.
        level("com.azure", verbosity < 2 ? Level.OFF : Level.INFO);
        level("reactor", verbosity < 2 ? Level.OFF : Level.INFO);
        // The library that signs in logs several lines a call that failed.
        level("com.microsoft", verbosity == 0 ? Level.OFF : verbosity == 1 ? Level.WARN : Level.INFO);
        level(Logger.ROOT_LOGGER_NAME, verbosity == 0 ? Level.ERROR : verbosity == 1 ? Level.WARN : Level.INFO);
    }

    private static void level(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }
}
