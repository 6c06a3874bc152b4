/**
 * The sandbox's stand-in for Azure around the two regions: one process with Resource Manager, App Configuration, the API gateway
 * and the platform side of the Functions. What it has acknowledged survives a kill.
 */
@NullMarked
package io.twinlake.sandbox.edge;

import org.jspecify.annotations.NullMarked;
