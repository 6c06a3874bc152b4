/**
 * How runs end that something came between: by themselves as long as they can, else by whoever follows.
 */
package io.twinlake.orchestrator.run;
