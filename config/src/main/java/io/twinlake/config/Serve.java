package io.twinlake.config;

/** Where {@code twinlake serve} listens; port 0 takes any free one. */
public record Serve(String address, int port) {}
