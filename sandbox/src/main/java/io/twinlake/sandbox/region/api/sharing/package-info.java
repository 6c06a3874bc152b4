/**
 * The REST endpoints of shares, recipients and providers.
 * Field names and shapes are the platform's.
 */
@NullMarked
package io.twinlake.sandbox.region.api.sharing;

import org.jspecify.annotations.NullMarked;
