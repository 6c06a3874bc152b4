/**
 * How we reach a region: hardened Databricks and Azure clients. SDK types stop inside this module; what comes out is JSON as the
 * platform sent it, records, and one family of exceptions.
 */
package io.twinlake.clients;
