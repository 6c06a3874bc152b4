/** The lookup that the API makes: the column of its key, and the rows behind keys as a region's warehouse reads them. */
package io.twinlake.orchestrator.lookup;
