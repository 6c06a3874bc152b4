package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.time.Clock;

/** Changes of ownership, for every kind of securable. */
public final class Owners {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Principals principals;
    private final Clock clock;

    Owners(Journal journal, Shelves shelves, Access access, Principals principals, Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.principals = principals;
        this.clock = clock;
    }

    /** Gives a securable to another principal; the caller may lose the right to do so again. */
    public void change(Caller caller, SecurableRef ref, String newOwner) {
        journal.exclusively(() -> {
            Securable before = shelves.find(ref).orElseThrow(() -> ref.kind().missing(ref.fullName()));
            if (before instanceof ShareEntry) {
                access.requireAdmin(caller, ref);
            } else {
                access.requireGrant(caller, ref);
            }
            String owner = principals.require(newOwner);
            if (runsAsOwner(before)) {
                access.requireForItself(caller, ref, owner);
            }
            Securable after = before.withHeader(before.header()
                    .audited(before.header().audit().ownedBy(owner).changedBy(caller.principal(), clock.millis())));
            Batch batch = new Batch();
            shelves.put(after, batch);
            journal.commit(batch);
            return after;
        });
    }

    private static boolean runsAsOwner(Securable securable) {
        return securable instanceof FunctionEntry || (securable instanceof TableEntry table && table.isView());
    }
}
