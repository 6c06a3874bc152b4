/**
 * What a fault left behind, held against the invariants of the design: each check has a name, and a made-up history that it is red on.
 */
package io.twinlake.orchestrator.faults.oracle;
