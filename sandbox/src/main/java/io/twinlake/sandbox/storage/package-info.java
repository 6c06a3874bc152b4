/**
 * The sandbox's storage: Azurite with an account per region and one for the witness, and in front of each account a proxy that can
 * fail as an account can. Azurite itself is never taken down to simulate an outage, for it would lose what it acknowledged.
 */
@NullMarked
package io.twinlake.sandbox.storage;

import org.jspecify.annotations.NullMarked;
