/**
 * The region's workspace address: who asks, what the body says, how errors and pages look.
 * The endpoints themselves are in the packages below, one per service.
 */
@NullMarked
package io.twinlake.sandbox.region.api;

import org.jspecify.annotations.NullMarked;
