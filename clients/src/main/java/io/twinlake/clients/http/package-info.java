/**
 * The connections that the clients share.
 * However many clients are opened, the process has as many threads and connections for them as it has ways to connect.
 */
package io.twinlake.clients.http;
