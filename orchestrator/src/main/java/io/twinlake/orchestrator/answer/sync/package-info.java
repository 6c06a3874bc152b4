/**
 * What {@code plan} and {@code sync} answer.
 */
@NullMarked
package io.twinlake.orchestrator.answer.sync;

import org.jspecify.annotations.NullMarked;
