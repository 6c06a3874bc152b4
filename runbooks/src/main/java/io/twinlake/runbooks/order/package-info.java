/**
 * Which orders of steps are safe, whatever a runbook's author wishes.
 * The same rules hold for the built-in runbooks and for those of a user.
 */
package io.twinlake.runbooks.order;
