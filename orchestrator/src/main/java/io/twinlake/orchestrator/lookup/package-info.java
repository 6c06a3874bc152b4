/** The lookup that the API makes: rows behind keys as a region's warehouse reads them. */
package io.twinlake.orchestrator.lookup;
