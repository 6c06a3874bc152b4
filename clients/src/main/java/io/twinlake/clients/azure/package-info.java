/** Azure Resource Manager by resource ids: JSON as it is, entity tags, and secrets that stay where they are. */
package io.twinlake.clients.azure;
