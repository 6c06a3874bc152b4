package io.twinlake.orchestrator.permission;

/**
 * An action of Azure that Twinlake's identity must be allowed.
 *
 * @param scope the resource's id, or a storage account's address
 * @param action as Azure's roles name it
 */
public record AzureRight(String scope, String action, Held held) {}
