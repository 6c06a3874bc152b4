/**
 * Faults that a sandbox server can be told to have: what they are, which are active, and how a Jetty server acts them out.
 * A server takes them through {@link io.twinlake.sandbox.fault.FaultControl}, on a port that no fault touches.
 */
@NullMarked
package io.twinlake.sandbox.fault;

import org.jspecify.annotations.NullMarked;
