/**
 * The demo: the data that the primary starts with, and the tour of the product's main job over it.
 * The data is the same at every start; the tour runs the product as a user would, as a process of its own.
 */
@NullMarked
package io.twinlake.sandbox.demo;

import org.jspecify.annotations.NullMarked;
