/** The one family of failures: of which kind it is, and what a person does now. What a command can end with belongs to it; a move that broke off carries the failure that it broke off by. */
package io.twinlake.config.failure;
