package io.twinlake.sandbox.edge.function;

import java.nio.file.Path;

/**
 * What the host of a region's Function is told.
 *
 * @param app name of the Function app
 * @param region name of the region, which every answer carries
 * @param port on 127.0.0.1, 0 for any
 * @param platform where the edge gives the settings out
 * @param platformKey the secret between the edge and the host
 * @param lastSettings a file for the settings that were read last: they hold while the edge is away
 * @param startMs how long a start takes, during which nothing is answered but 503
 */
public record FunctionSpec(
        String app, String region, int port, String platform, String platformKey, Path lastSettings, long startMs) {}
