/**
 * Who may do what with the workspace's own objects: access control lists of jobs and SQL warehouses, and the Permissions API.
 * Unity Catalog's grants are another matter.
 */
@NullMarked
package io.twinlake.sandbox.region.permission;

import org.jspecify.annotations.NullMarked;
