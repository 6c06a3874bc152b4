/**
 * No new writes in a region that does not serve: jobs are stopped and their settings kept, so that exactly those can be put back.
 */
package io.twinlake.failover.fence;
