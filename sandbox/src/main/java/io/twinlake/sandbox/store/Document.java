package io.twinlake.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON document and the revision of its file at which it was last written; no two writes of a file share a revision. */
public record Document(long revision, ObjectNode body) {}
