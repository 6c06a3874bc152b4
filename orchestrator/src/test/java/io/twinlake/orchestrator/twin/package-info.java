/**
 * Small stand-ins for the parts around the orchestrator, kept in a folder so that several processes can share them.
 * What they stand for is tested in its own module.
 */
package io.twinlake.orchestrator.twin;
