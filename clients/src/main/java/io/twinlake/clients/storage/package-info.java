/**
 * Blobs of Azure storage: a port of what the witness, exports and reports need, and its adapter on the Azure SDK.
 * {@link io.twinlake.clients.storage.BlobStores} opens a container.
 */
package io.twinlake.clients.storage;
