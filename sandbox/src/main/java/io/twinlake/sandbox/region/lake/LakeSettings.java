package io.twinlake.sandbox.region.lake;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Hadoop's settings for the lakes of a region's accounts: the ABFS driver in its Blob-endpoint mode over plain HTTP. */
public final class LakeSettings {

    private static final String ACCOUNTS = "twinlake.lake.accounts";
    private static final String ENDPOINT = "twinlake.lake.endpoint.";
    private static final String KEY = "fs.azure.account.key.";
    private static final String CALLER = "fs.azure.user.agent.prefix";

    private LakeSettings() {}

    /** Settings by Hadoop's keys; the accounts' keys are among the values. */
    public static Map<String, String> of(Collection<LakeAccount> accounts) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fs.abfss.impl", AbfssFileSystem.class.getName());
        settings.put("fs.AbstractFileSystem.abfss.impl", AbfssFileContext.class.getName());
        settings.put("fs.azure.always.use.https", "false");
        settings.put("fs.azure.networking.library", "JDK_HTTP_URL_CONNECTION");
        settings.put("fs.azure.fns.account.service.type", "BLOB");
        settings.put("fs.azure.ingress.service.type", "BLOB");
        settings.put("fs.azure.data.blocks.buffer", "array");
        settings.put("fs.azure.io.retry.max.retries", "20");
        settings.put("fs.azure.io.retry.min.backoff.interval", "200");
        settings.put("fs.azure.io.retry.max.backoff.interval", "2000");
        settings.put("fs.azure.io.retry.backoff.interval", "200");
        settings.put("fs.azure.enable.autothrottling", "false");
        // They are sent to the account when the process ends, which would wait for an account that is down.
        settings.put("fs.azure.metrics.collection.enabled", "false");
        settings.put(
                ACCOUNTS,
                String.join(",", accounts.stream().map(LakeAccount::name).toList()));
        for (LakeAccount account : accounts) {
            URI endpoint = account.endpoint();
            settings.put("fs.azure.abfs.endpoint." + account.host(), endpoint.getHost() + ":" + endpoint.getPort());
            settings.put(KEY + account.host(), account.key());
            settings.put(CALLER, account.caller());
            settings.put("fs.azure.account.hns.enabled." + account.host(), "false");
            settings.put(ENDPOINT + account.name(), endpoint.toString());
        }
        return settings;
    }

    /** The accounts that a Hadoop configuration made from {@link #of} knows. */
    public static List<LakeAccount> accounts(Configuration configuration) {
        List<LakeAccount> accounts = new ArrayList<>();
        for (String name : configuration.getTrimmedStrings(ACCOUNTS)) {
            URI endpoint = URI.create(configuration.get(ENDPOINT + name));
            accounts.add(new LakeAccount(
                    name,
                    endpoint,
                    configuration.get(KEY + name + ".dfs.core.windows.net"),
                    configuration.get(CALLER)));
        }
        return accounts;
    }
}
