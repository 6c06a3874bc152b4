/**
 * Reads {@code twinlake.yml} into the records of {@code config}, or says all that is wrong with it at once.
 * Nothing is contacted.
 */
package io.twinlake.config.yaml;
