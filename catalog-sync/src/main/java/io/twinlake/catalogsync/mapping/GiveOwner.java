package io.twinlake.catalogsync.mapping;

import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.config.name.SecurableKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which owners Twinlake gives to what it makes at the replica. */
final class GiveOwner {
    private final AccessPolicy.Owners policy;
    private final Principal self;

    /** @param self who Twinlake is at the replica */
    GiveOwner(AccessPolicy.Owners policy, Principal self) {
        this.policy = policy;
        this.self = self;
    }

    boolean gives(SecurableKind kind, @Nullable String owner) {
        return owner != null
                && !owner.equals(self.name())
                && copies()
                && refusal(kind, owner).isEmpty();
    }

    /** Whether objects get their source's owners at all. */
    boolean copies() {
        return policy == AccessPolicy.Owners.COPY;
    }

    /** Why an object that is to get its source's owner cannot. */
    Optional<String> refusal(SecurableKind kind, String owner) {
        boolean free = !kind.isOwnerBound() || self.isMetastoreAdmin() || self.is(owner);
        return free || !copies()
                ? Optional.empty()
                : Optional.of("Only a metastore admin may give a " + kind.word()
                        + " to anybody; Twinlake's principal may give it to a"
                        + " group that it is in: let such a group own it at the source, or give it there by hand.");
    }
}
