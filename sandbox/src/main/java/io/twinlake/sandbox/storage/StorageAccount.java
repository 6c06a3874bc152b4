package io.twinlake.sandbox.storage;

/**
 * One storage account of a sandbox.
 *
 * @param name the account's name
 * @param region whose account it is, as the call log and the faults name it
 * @param port its proxy's port on 127.0.0.1
 * @param key the account's key, base64
 */
public record StorageAccount(String name, String region, int port, String key) {

    /** Its blob endpoint. */
    public String endpoint() {
        return "http://127.0.0.1:" + port + "/" + name;
    }
}
