/**
 * The Databricks ports over REST, through the official SDK: {@link io.twinlake.clients.databricks.rest.Workspaces} opens a workspace.
 * The SDK's own retries, logs of bodies and typed models are not used: they lose what this program must not lose.
 */
package io.twinlake.clients.databricks.rest;
