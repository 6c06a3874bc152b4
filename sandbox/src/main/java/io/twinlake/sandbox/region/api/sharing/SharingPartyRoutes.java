package io.twinlake.sandbox.region.api.sharing;

import io.twinlake.sandbox.region.api.ApiRequest;
import io.twinlake.sandbox.region.api.AuditFields;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.api.Page;
import io.twinlake.sandbox.region.api.Routes;
import io.twinlake.sandbox.region.metastore.ProviderEntry;
import io.twinlake.sandbox.region.metastore.RecipientEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sharing.Providers;
import io.twinlake.sandbox.region.sharing.Recipients;
import java.util.List;

/** Recipients and providers over REST: the two parties of a share. */
final class SharingPartyRoutes {

    private static final int PAGE = 100;

    private final Metastore metastore;
    private final Recipients recipients;
    private final Providers providers;

    SharingPartyRoutes(Metastore metastore, Recipients recipients, Providers providers) {
        this.metastore = metastore;
        this.recipients = recipients;
        this.providers = providers;
    }

    void register(Routes routes) {
        String recipient = "/api/2.1/unity-catalog/recipients";
        routes.get(recipient, this::listRecipients)
                .post(recipient, this::create)
                .get(recipient + "/{name}", request -> show(recipients.get(request.caller(), request.path("name"))))
                .patch(recipient + "/{name}", this::update)
                .delete(recipient + "/{name}", request -> {
                    recipients.drop(request.caller(), request.path("name"));
                    return new Fields();
                })
                .get(recipient + "/{name}/share-permissions", this::sharePermissions);
        String provider = "/api/2.1/unity-catalog/providers";
        routes.get(provider, this::listProviders)
                .get(provider + "/{name}", request -> show(providers.get(request.caller(), request.path("name"))))
                .get(provider + "/{name}/shares", this::providerShares);
    }

    private Fields listRecipients(ApiRequest request) {
        List<RecipientEntry> all = recipients.list(request.caller()).stream()
                .filter(recipient -> request.query("data_recipient_global_metastore_id")
                        .map(id -> id.equals(recipient.globalMetastoreId()))
                        .orElse(true))
                .toList();
        return Page.of(request, "recipients", all, RecipientEntry::fullName, this::show, PAGE);
    }

    private Fields create(ApiRequest request) {
        return show(recipients.create(
                request.caller(),
                request.required("name"),
                request.text("comment"),
                request.required("authentication_type"),
                request.text("data_recipient_global_metastore_id")));
    }

    private Fields update(ApiRequest request) {
        String name = request.path("name");
        if (request.body().has("comment")) {
            recipients.comment(request.caller(), name, request.text("comment"));
        }
        if (request.has("owner")) {
            metastore
                    .owners()
                    .change(
                            request.caller(),
                            new SecurableRef(SecurableKind.RECIPIENT, name),
                            request.required("owner"));
        }
        return show(recipients.get(request.caller(), name));
    }

    private Fields sharePermissions(ApiRequest request) {
        RecipientEntry recipient = recipients.get(request.caller(), request.path("name"));
        List<Fields> shares = recipients.shares(recipient).stream()
                .map(share -> permission(share, recipient))
                .toList();
        return new Fields().with("permissions_out", shares);
    }

    private static Fields permission(ShareEntry share, RecipientEntry recipient) {
        Fields assignment = new Fields()
                .with("principal", recipient.fullName())
                .with("privileges", List.of(new Fields().with("privilege", "SELECT")));
        return new Fields().with("share_name", share.fullName()).with("privilege_assignments", List.of(assignment));
    }

    private Fields listProviders(ApiRequest request) {
        List<ProviderEntry> all = providers.list(request.caller()).stream()
                .filter(provider -> request.query("data_provider_global_metastore_id")
                        .map(id -> id.equals(provider.globalMetastoreId()))
                        .orElse(true))
                .toList();
        return Page.of(request, "providers", all, ProviderEntry::fullName, this::show, PAGE);
    }

    private Fields providerShares(ApiRequest request) {
        ProviderEntry provider = providers.get(request.caller(), request.path("name"));
        return Page.of(
                request,
                "shares",
                providers.shares(provider),
                name -> name,
                name -> new Fields().with("name", name),
                PAGE);
    }

    private Fields show(RecipientEntry recipient) {
        Fields fields = new Fields()
                .with("name", recipient.fullName())
                .with("id", recipient.header().id())
                .with("full_name", recipient.fullName())
                .with("authentication_type", recipient.authentication())
                .with("data_recipient_global_metastore_id", recipient.globalMetastoreId())
                .with("activated", true);
        if (recipient.globalMetastoreId() != null) {
            place(fields, recipient.globalMetastoreId());
        }
        return AuditFields.add(fields, recipient.header());
    }

    private Fields show(ProviderEntry provider) {
        Fields fields = new Fields()
                .with("name", provider.fullName())
                .with("authentication_type", "DATABRICKS")
                .with("data_provider_global_metastore_id", provider.globalMetastoreId());
        place(fields, provider.globalMetastoreId());
        return AuditFields.add(fields, provider.header());
    }

    /** Cloud, region and metastore are the parts of a metastore's global identity. */
    private static void place(Fields fields, String globalMetastoreId) {
        String[] parts = globalMetastoreId.split(":", -1);
        if (parts.length == 3) {
            fields.with("cloud", parts[0]).with("region", parts[1]).with("metastore_id", parts[2]);
        }
    }
}
