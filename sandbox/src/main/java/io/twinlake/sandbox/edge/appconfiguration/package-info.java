/**
 * The sandbox's Azure App Configuration store: key-values with labels, entity tags and locks, as its data plane serves them.
 * It is reached with an access key or an Entra token, and does not depend on Resource Manager.
 */
@NullMarked
package io.twinlake.sandbox.edge.appconfiguration;

import org.jspecify.annotations.NullMarked;
