/** The description of the configuration, for whoever writes a file: as JSON Schema for editors and as a table of keys for readers. */
package io.twinlake.config.reference;
