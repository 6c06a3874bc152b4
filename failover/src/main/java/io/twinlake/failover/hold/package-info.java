/**
 * When the way back may be gone: after a forced move nothing is copied towards the old primary before it is known what stands there.
 */
package io.twinlake.failover.hold;
