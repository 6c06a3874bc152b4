/**
 * What we protect: regions, failover groups, mappings, objectives and schedules, as validated records.
 * Also the vocabulary that every other module shares: names of regions, groups and securables.
 */
package io.twinlake.config;
