package io.twinlake.sandbox.region.lake;

import java.time.Instant;

/** A stored file: its size in bytes and when it was last written. */
public record LakeFile(LakePath path, long size, Instant modified) {}
