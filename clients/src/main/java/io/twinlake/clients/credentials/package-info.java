/**
 * Who we are: the ways to sign in to a workspace and to Azure storage. Secrets enter here and leave only as request headers.
 */
package io.twinlake.clients.credentials;
