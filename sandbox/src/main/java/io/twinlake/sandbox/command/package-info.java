/**
 * The commands that are the sandbox's own: {@code twinlake sandbox ...}, {@code twinlake demo}.
 * Data goes to stdout and the rest to stderr; the exit codes are the product's.
 */
@NullMarked
package io.twinlake.sandbox.command;

import org.jspecify.annotations.NullMarked;
