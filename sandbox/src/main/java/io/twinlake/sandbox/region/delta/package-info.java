/**
 * Delta tables made by a commit of their own, without a Spark job.
 * What a table's readers and writers must know follows from its properties and schema.
 */
@NullMarked
package io.twinlake.sandbox.region.delta;

import org.jspecify.annotations.NullMarked;
