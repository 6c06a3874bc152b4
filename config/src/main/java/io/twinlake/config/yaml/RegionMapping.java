package io.twinlake.config.yaml;

import io.twinlake.config.Region;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.Reading.Settings;
import java.net.URI;

/** Turns a region's settings into its record. */
final class RegionMapping {
    private RegionMapping() {}

    static Region region(String name, Settings region) {
        return new Region(
                new RegionName(name),
                region.get("workspace", URI.class),
                CredentialsMapping.credentials(region.section("credentials").orElseThrow()),
                region.get("warehouse", String.class),
                region.find("storage", URI.class).orElse(null),
                CredentialsMapping.storageCredentials(
                        region.section("storageCredentials").orElseThrow()));
    }
}
