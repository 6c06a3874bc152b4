package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.ResultTable;
import java.util.Optional;

/** A family of statements that the metastore answers. */
@FunctionalInterface
public interface MetadataStatement {

    /** Runs the statement if it is of this family; empty, and nothing done, where it is not. */
    Optional<ResultTable> run(Cursor statement, Session session);
}
