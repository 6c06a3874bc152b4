/** The one family of failures: of which kind it is, and what a person does now. Everything that a command can end with belongs to it. */
package io.twinlake.config.failure;
