/**
 * The sandbox's Microsoft Entra: tokens for service principals and for the host's managed identity.
 * A token says who holds it and for what it is good; it outlives a restart.
 */
@NullMarked
package io.twinlake.sandbox.edge.entra;

import org.jspecify.annotations.NullMarked;
