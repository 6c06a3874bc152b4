/**
 * A drill's report as files: a page for auditors, a document for programs, and a test report for pipelines, all of the same facts.
 */
package io.twinlake.orchestrator.drill.report;
