/** The gateway's backend in API Management: one url, changed with the entity tag of what was read. */
package io.twinlake.failover.endpoint.apim;
