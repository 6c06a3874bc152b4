/**
 * Where requests go: switches that turn an endpoint of the API to the other region. One class per mechanism behind one port; each reads,
 * plans, applies with compare-and-set where the platform has it, reads back, probes and journals.
 */
package io.twinlake.failover.endpoint;
