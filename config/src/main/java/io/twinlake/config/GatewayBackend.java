package io.twinlake.config;

import java.net.URI;

/**
 * The API gateway's backend, whose address decides which region answers.
 *
 * @param backend the Azure resource id of the backend
 * @param url the gateway's own address, as clients ask it
 * @param probe the path of a lookup that must always be answered
 * @param home the region that the gateway's control plane runs in
 */
public record GatewayBackend(String backend, URI url, String probe, RegionName home) {}
