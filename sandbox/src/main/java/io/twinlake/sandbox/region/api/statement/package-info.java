/**
 * SQL warehouses and the Statement Execution API over them.
 * A statement outlives the request that brought it; its result is kept for a while after it has ended.
 */
@NullMarked
package io.twinlake.sandbox.region.api.statement;

import org.jspecify.annotations.NullMarked;
