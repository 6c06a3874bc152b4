/**
 * Pages to keep and to hand on: one HTML file each, opened by its path, complete without a network.
 * They say what the commands say, of the same records.
 */
package io.twinlake.orchestrator.report;
