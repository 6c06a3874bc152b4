/**
 * Which rights a group needs, for what and why, and which of them Twinlake's principal holds.
 * What is needed is said from the configuration; what is held is asked of the regions and of Azure, and nothing is changed.
 */
package io.twinlake.orchestrator.permission;
