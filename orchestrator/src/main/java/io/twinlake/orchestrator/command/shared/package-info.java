/** What all commands are given, and the options that several of them have. */
package io.twinlake.orchestrator.command.shared;
