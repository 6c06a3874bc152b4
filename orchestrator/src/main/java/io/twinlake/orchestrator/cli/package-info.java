/**
 * The command line's frame: options, output formats, exit codes and how a failure is told.
 * Free of Spring, so that a light command starts quickly.
 */
package io.twinlake.orchestrator.cli;
