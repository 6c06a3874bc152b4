package io.twinlake.sandbox.command;

import io.twinlake.sandbox.lifecycle.DemoSize;
import picocli.CommandLine.Option;

/** The options that say how much demo data there is. */
final class DataSize {

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "200000",
            description = "Rows of the API's table (default ${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--scale",
            paramLabel = "F",
            defaultValue = "0.01",
            description = "Scale factor of the TPC-H tables (default ${DEFAULT-VALUE}).")
    private double scale;

    DemoSize demo(boolean empty) {
        return new DemoSize(rows, scale, empty);
    }
}
