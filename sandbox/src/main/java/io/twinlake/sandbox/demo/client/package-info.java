/**
 * A client of the API that asks its gateway without pause, and its own account of what it met: what a failover costs is what
 * callers notice of it.
 */
@NullMarked
package io.twinlake.sandbox.demo.client;

import org.jspecify.annotations.NullMarked;
