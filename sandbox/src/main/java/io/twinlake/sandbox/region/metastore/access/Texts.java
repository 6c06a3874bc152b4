package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;

/** To whom the texts of views and functions are shown: to whoever manages them, or to their owners alone. */
public final class Texts {

    private final Access access;
    private final Settings settings;

    public Texts(Access access, Settings settings) {
        this.access = access;
        this.settings = settings;
    }

    public boolean shows(Caller caller, SecurableRef securable) {
        Rights rights = access.rights();
        return rights.member(caller, securable)
                || (!settings.isOn(Setting.OWNERS_TEXTS) && rights.manages(caller, securable));
    }

    /** The check before a text is all that is asked for. */
    public void require(Caller caller, SecurableRef securable) {
        if (settings.isOn(Setting.OWNERS_TEXTS)) {
            access.requireEdit(caller, securable);
        } else {
            access.requireManage(caller, securable);
        }
    }
}
