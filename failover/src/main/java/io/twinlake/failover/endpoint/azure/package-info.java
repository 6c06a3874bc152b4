/** What turns each kind of switch target, one class each: where its setting is in Azure, how it is read and how it is written. */
package io.twinlake.failover.endpoint.azure;
