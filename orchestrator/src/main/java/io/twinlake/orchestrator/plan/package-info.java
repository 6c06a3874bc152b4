/**
 * Plans that were saved to be carried out as they are, and the file in which one is kept.
 * A sync that would do anything else is refused before it writes.
 */
package io.twinlake.orchestrator.plan;
