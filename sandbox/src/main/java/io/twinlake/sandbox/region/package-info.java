/**
 * One region of the sandbox as an operating-system process: metastore, SQL engine and REST API on one data folder.
 * A region dies with its process and comes back with all that it had acknowledged.
 */
@NullMarked
package io.twinlake.sandbox.region;

import org.jspecify.annotations.NullMarked;
