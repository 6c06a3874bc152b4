/** What a call is signed with: a token of Entra's, or what the SDK's own ways to sign in give. */
package io.twinlake.clients.databricks.rest.signin;
