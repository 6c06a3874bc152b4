package io.twinlake.catalogsync.access;

import io.twinlake.clients.ClientException;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.config.name.RegionName;

/** What becomes of what was meant for a principal whom the replica's region does not know: it is kept, unless the group wants it to fail. */
record MissingPrincipals(AccessPolicy policy, RegionName replica) {
    static final String CREATE_OR_MAP =
            "Create the principal in that region or add a principal mapping to the group (`null` leaves it out; a workspace's own groups are"
                    + " granted nothing), then sync again.";

    boolean keep(ClientException refused) {
        return policy.missingPrincipals() == AccessPolicy.MissingPrincipals.KEEP && refused.isOfMissingPrincipal();
    }

    String reason(String principal) {
        return "Region " + replica + " does not know " + principal + ". " + CREATE_OR_MAP;
    }
}
