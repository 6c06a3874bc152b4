package io.twinlake.sandbox.region.lake;

import java.net.URI;

/**
 * A storage account and how to reach it.
 *
 * @param endpoint the Blob service with the account in its path, such as {@code http://127.0.0.1:10000/westeuropelake}
 * @param key the account's shared key, in Base64
 * @param caller how its reader names itself, which stands for where it calls from
 */
public record LakeAccount(String name, URI endpoint, String key, String caller) {

    /** The host that the account has in {@code abfss://} locations. */
    public String host() {
        return name + ".dfs.core.windows.net";
    }

    @Override
    public String toString() {
        return "LakeAccount[" + name + " at " + endpoint + "]";
    }
}
