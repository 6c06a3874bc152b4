/**
 * In what order: the procedures of a move and of a drill, their model and validation.
 * A procedure decides the order of steps; what a step may do is decided by the code that performs it.
 */
package io.twinlake.runbooks;
