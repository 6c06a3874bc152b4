/**
 * Delta tables as their commits tell them: which versions there are, and which of them changed rows by another hand than ours.
 */
package io.twinlake.clients.databricks.delta;
