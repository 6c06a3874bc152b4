/**
 * Could we move now? Each check asks one thing of the world, beside the others and within a time of its own, and says what to do.
 */
package io.twinlake.failover.readiness;
