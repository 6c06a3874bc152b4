/**
 * The Databricks ports over REST, through the official SDK: {@link io.twinlake.clients.databricks.rest.Workspaces} opens a workspace.
 * What the ports share: calls that are signed and repeated, lists page by page, waiting for an end.
 */
package io.twinlake.clients.databricks.rest;
