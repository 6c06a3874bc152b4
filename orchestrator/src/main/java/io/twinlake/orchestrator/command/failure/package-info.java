/** What any exception says to an operator: category, sentence, what to type next, and the exit code. */
package io.twinlake.orchestrator.command.failure;
