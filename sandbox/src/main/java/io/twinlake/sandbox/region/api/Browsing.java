package io.twinlake.sandbox.region.api;

import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;

/** Marks in an answer what its caller may but browse. */
public record Browsing(Metastore metastore, Caller caller) {

    public Browsing(Metastore metastore, ApiRequest request) {
        this(metastore, request.caller());
    }

    public Fields marked(Fields shown, Securable securable) {
        SecurableRef ref = new SecurableRef(securable.kind(), securable.fullName());
        return shown.with("browse_only", !metastore.access().rights().sees(caller, ref));
    }
}
