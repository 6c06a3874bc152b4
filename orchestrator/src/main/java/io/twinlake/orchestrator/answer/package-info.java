/**
 * What the commands answer, a class per document: as the contract's document and as a page for people.
 * Both are made of the same facts, so neither can say what the other does not know.
 */
package io.twinlake.orchestrator.answer;
