/**
 * What a column is beside its name: the parts of its type, and the rules that its schema keeps for it.
 * Both are read from the platform's JSON of a Delta schema's field.
 */
@NullMarked
package io.twinlake.catalogsync.column;

import org.jspecify.annotations.NullMarked;
