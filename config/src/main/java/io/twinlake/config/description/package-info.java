/**
 * The one description of {@code twinlake.yml}: every key with its meaning, unit and default, beside the record that it is read into.
 * The reader, the JSON Schema and the documentation's table are all made from it.
 */
package io.twinlake.config.description;
