package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.RegionName;

/** Why something is unknown that the platform does not show to everybody. */
final class Hidden {
    private Hidden() {}

    static String grants(SecurableKey key, RegionName region) {
        return "its grants in " + region + " are unknown: " + needs(OwnRights.MANAGE, key);
    }

    static String tags(SecurableKey key, RegionName region) {
        return "its tags in " + region + " are unknown: " + key.name().catalog()
                + ".information_schema did not tell them, or " + needs(OwnRights.MANAGE, key);
    }

    static String text(SecurableKey key, RegionName region) {
        return "its text in " + region + " is unknown: it is shown to the owner of " + key + " alone";
    }

    /** Of an object that no list shows. */
    static String list(SecurableKey key, RegionName region) {
        return "a list in " + region + " may leave out what Twinlake does not manage: "
                + needs(OwnRights.TO_SEE_ALL, key);
    }

    private static String needs(String privileges, SecurableKey key) {
        return "Twinlake needs " + privileges + " on catalog " + key.name().catalog() + " there";
    }
}
