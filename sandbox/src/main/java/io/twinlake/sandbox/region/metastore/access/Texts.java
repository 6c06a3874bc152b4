package io.twinlake.sandbox.region.metastore.access;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** To whom the texts of views and functions are shown: to whoever manages them, or to their owners alone. */
public final class Texts {

    /** The file in a region's folder that leaves them to the owners, as long as it is there. */
    public static final String FILE = "owners-texts";

    private final Access access;
    private final BooleanSupplier toOwnersAlone;

    private Texts(Access access, BooleanSupplier toOwnersAlone) {
        this.access = access;
        this.toOwnersAlone = toOwnersAlone;
    }

    /** Those of the region with that folder. */
    public static Texts of(Access access, Path region) {
        return new Texts(access, () -> Files.exists(region.resolve(FILE)));
    }

    public boolean shows(Caller caller, SecurableRef securable) {
        Rights rights = access.rights();
        return rights.member(caller, securable) || (!toOwnersAlone.getAsBoolean() && rights.manages(caller, securable));
    }

    /** The check before a text is all that is asked for. */
    public void require(Caller caller, SecurableRef securable) {
        if (toOwnersAlone.getAsBoolean()) {
            access.requireEdit(caller, securable);
        } else {
            access.requireManage(caller, securable);
        }
    }
}
