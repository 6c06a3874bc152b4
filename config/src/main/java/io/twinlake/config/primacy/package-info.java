/** What turns when a group changes its primary: the switches with their targets, the fence, and the lookup that proves them. */
package io.twinlake.config.primacy;
