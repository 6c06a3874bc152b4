/** How a region, Azure and the storage are entered: credentials, secrets that no log shows, and the authorities that are trusted. */
package io.twinlake.config.access;
