package io.twinlake.clients.storage;

import java.time.Instant;

/**
 * One state of a blob.
 *
 * @param length in bytes
 * @param etag changes whenever the blob does; it is compared only within one account
 */
public record BlobEntry(String name, long length, String etag, Instant modified) {}
