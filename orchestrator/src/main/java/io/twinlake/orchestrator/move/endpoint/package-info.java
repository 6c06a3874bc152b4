/**
 * The steps of a move that turn the API's way and prove it by asking.
 * What is found is noted before anything is written, so that a repeated step still knows it.
 */
package io.twinlake.orchestrator.move.endpoint;
