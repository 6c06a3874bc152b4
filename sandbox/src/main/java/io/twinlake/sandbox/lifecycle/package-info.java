/**
 * A sandbox from its first start to its end: what it consists of, kept in its folder, and how it is started, found and taken down.
 * Every address and secret is settled once, so that whatever died comes back where it was.
 */
@NullMarked
package io.twinlake.sandbox.lifecycle;

import org.jspecify.annotations.NullMarked;
