/**
 * Tokens and principals: OAuth for service principals, discovery documents, and SCIM.
 * What the official SDKs ask before their first real call.
 */
@NullMarked
package io.twinlake.sandbox.region.api.identity;

import org.jspecify.annotations.NullMarked;
