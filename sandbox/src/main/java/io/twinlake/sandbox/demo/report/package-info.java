/**
 * What is left of a demo: its document and its page.
 */
@NullMarked
package io.twinlake.sandbox.demo.report;

import org.jspecify.annotations.NullMarked;
