/** Azure Resource Manager by resource ids, through the SDK: entity tags, and secrets that stay where they are. */
package io.twinlake.clients.azure;
