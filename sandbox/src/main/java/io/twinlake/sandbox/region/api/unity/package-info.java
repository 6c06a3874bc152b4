/**
 * Unity Catalog's REST endpoints and the JSON in which its objects are shown.
 * Field names and shapes are the platform's.
 */
@NullMarked
package io.twinlake.sandbox.region.api.unity;

import org.jspecify.annotations.NullMarked;
