/**
 * What a demoted region holds that was never replicated: found by the commits of its tables, kept aside or given up, and only then
 * overwritten by the way back.
 */
package io.twinlake.failover.stranded;
