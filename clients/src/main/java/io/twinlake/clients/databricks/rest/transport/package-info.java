/**
 * One call over the SDK's HTTP client, without the SDK's own retries, logs of bodies and typed models: they lose what this program must not
 * lose. It ends in time, and its refusal is read.
 */
package io.twinlake.clients.databricks.rest.transport;
