/** Delta Sharing between two regions: its calls, and how what is shared and mounted is named. */
package io.twinlake.clients.databricks.sharing;
