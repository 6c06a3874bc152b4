package io.twinlake.config;

import java.net.URI;

/**
 * A region's lookup Function.
 *
 * @param id its Azure resource id
 * @param url its own address, as the gateway and probes ask it
 */
public record FunctionApp(String id, URI url) {}
