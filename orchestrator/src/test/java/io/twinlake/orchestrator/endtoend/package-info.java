/**
 * The product as processes against the sandbox as processes: two regions over HTTP, real Delta tables in real storage.
 * The sandbox is built before this module and is never on its class path: its own is read from its target folder.
 */
package io.twinlake.orchestrator.endtoend;
