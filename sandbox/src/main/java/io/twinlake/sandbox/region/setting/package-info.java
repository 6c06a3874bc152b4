/**
 * What a region does by itself as the platform does, and can be asked to do otherwise: limits, lifetimes, delays.
 * They are turned while the region runs, on the port of its faults, and are the platform's again when it starts anew.
 */
@NullMarked
package io.twinlake.sandbox.region.setting;

import org.jspecify.annotations.NullMarked;
