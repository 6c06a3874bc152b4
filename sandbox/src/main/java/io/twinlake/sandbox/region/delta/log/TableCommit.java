package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One entry of a table's history; {@code info} is the body of its {@code commitInfo}, empty where it has none. */
public record TableCommit(long version, Instant timestamp, ObjectNode info) {}
