/**
 * Unity Catalog's objects: what may be created where, under which name, and what goes away with what.
 * Each operation checks the caller's privileges first and is durable when it returns.
 */
@NullMarked
package io.twinlake.sandbox.region.metastore.objects;

import org.jspecify.annotations.NullMarked;
