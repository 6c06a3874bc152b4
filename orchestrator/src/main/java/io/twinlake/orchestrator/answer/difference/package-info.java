/**
 * What differs between two sides, field by field, as documents and pages have it.
 * Long texts are told apart by their lines.
 */
package io.twinlake.orchestrator.answer.difference;
