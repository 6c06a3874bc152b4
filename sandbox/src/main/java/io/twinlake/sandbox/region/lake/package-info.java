/**
 * The lake's storage as a region reaches it: {@code abfss://} locations kept in Blob storage, through the Azure SDK for
 * the engine's own work and through Hadoop's driver for Spark's.
 */
@NullMarked
package io.twinlake.sandbox.region.lake;

import org.jspecify.annotations.NullMarked;
