/**
 * The commands that move a group, and show what they follow: confirmed by a person, told step by step,
 * and ended with what to type next.
 */
package io.twinlake.orchestrator.command.move;
