/**
 * How the sandbox's own commands reach its servers: statements on a region's warehouse, faults on a control port.
 * Every call carries the sandbox's User-Agent, so that the call log tells it from the product's.
 */
@NullMarked
package io.twinlake.sandbox.access;

import org.jspecify.annotations.NullMarked;
