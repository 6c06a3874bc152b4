/**
 * The commands, one class each, and how they are put together into one command line.
 * A command reads its options, asks the installation, answers, and names its exit code.
 */
package io.twinlake.orchestrator.command;
