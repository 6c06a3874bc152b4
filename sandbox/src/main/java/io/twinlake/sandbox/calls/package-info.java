/**
 * The record of every call that reached a sandbox server, whatever became of it: what a test's oracle judges by.
 * All processes of a sandbox append to one file, a line per call, and nothing is ever taken out.
 */
@NullMarked
package io.twinlake.sandbox.calls;

import org.jspecify.annotations.NullMarked;
