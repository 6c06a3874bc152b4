/** The API's own address, asked as its callers ask it. */
package io.twinlake.clients.endpoint;
