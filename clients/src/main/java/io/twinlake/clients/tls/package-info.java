/** Whom we believe to be who they say they are, beyond the authorities that the platform knows. */
package io.twinlake.clients.tls;
