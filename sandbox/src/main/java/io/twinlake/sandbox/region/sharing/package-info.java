/**
 * Delta Sharing between two metastores: shares, recipients and providers, and the mounted catalogs of the receiving side.
 * What a mounted catalog holds is asked of the provider's own process each time, so a share dies with its region.
 */
@NullMarked
package io.twinlake.sandbox.region.sharing;

import org.jspecify.annotations.NullMarked;
