/**
 * The sandbox's API Management gateway: it forwards each request to the current value of its API's backend, once, and takes a
 * change over some time after Resource Manager has acknowledged it.
 */
@NullMarked
package io.twinlake.sandbox.edge.gateway;

import org.jspecify.annotations.NullMarked;
