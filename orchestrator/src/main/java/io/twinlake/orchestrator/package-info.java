/**
 * The only assembly: commands, sync jobs, schedules, the local REST interface, metrics and reports.
 * Spring, Batch and Quartz are used here and nowhere else.
 */
package io.twinlake.orchestrator;
