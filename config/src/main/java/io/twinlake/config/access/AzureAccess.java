package io.twinlake.config.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How Twinlake reaches Azure itself: the resource manager that endpoints and fences are changed by.
 *
 * @param resourceManager the resource manager's address
 * @param authority where Entra tokens come from
 * @param trustStore certificates of a private authority; without one the platform's are trusted
 * @param credentials a managed identity or a service principal
 */
public record AzureAccess(
        URI resourceManager, URI authority, @Nullable TrustStore trustStore, Credentials credentials) {}
