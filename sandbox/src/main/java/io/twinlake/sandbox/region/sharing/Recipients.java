package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.RecipientEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.ShareEntry;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.ObjectNames;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The recipients of a metastore's shares: other metastores, known by their global identity. */
public final class Recipients {

    private final Metastore metastore;
    private final Clock clock;

    public Recipients(Metastore metastore, Clock clock) {
        this.metastore = metastore;
        this.clock = clock;
    }

    public RecipientEntry create(
            Caller caller,
            String name,
            @Nullable String comment,
            String authentication,
            @Nullable String globalMetastoreId) {
        metastore.access().requireOnMetastore(caller, "CREATE_RECIPIENT");
        String key = ObjectNames.checked(SecurableKind.RECIPIENT, name);
        if (!authentication.equals("DATABRICKS") || globalMetastoreId == null) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "A recipient needs authentication_type DATABRICKS and data_recipient_global_metastore_id");
        }
        return metastore.journal().exclusively(() -> {
            refuseTwin(key, globalMetastoreId);
            RecipientEntry recipient = new RecipientEntry(
                    new Header(
                            key,
                            UUID.randomUUID().toString(),
                            comment,
                            Map.of(),
                            Audit.createdBy(caller.principal(), clock.millis())),
                    authentication,
                    globalMetastoreId);
            metastore.journal().commit(new Batch().put(metastore.shelves().recipients, key, recipient));
            return recipient;
        });
    }

    private void refuseTwin(String key, String globalMetastoreId) {
        if (metastore.shelves().recipients.has(key)) {
            throw new CatalogFailure(ErrorKind.RECIPIENT_ALREADY_EXISTS, "Recipient '" + key + "' already exists");
        }
        of(globalMetastoreId).ifPresent(twin -> {
            throw new CatalogFailure(
                    ErrorKind.RECIPIENT_ALREADY_EXISTS,
                    "There is already a Recipient object '" + twin.fullName() + "' with the same sharing identifier "
                            + globalMetastoreId);
        });
    }

    public List<RecipientEntry> list(Caller caller) {
        return metastore.shelves().recipients.all().stream()
                .filter(recipient -> metastore.access().rights().sees(caller, ref(recipient.fullName())))
                .toList();
    }

    public RecipientEntry get(Caller caller, String name) {
        RecipientEntry recipient = existing(name);
        metastore.access().requireSight(caller, ref(name));
        return recipient;
    }

    /** Changes a recipient's comment; the caller must manage it. */
    public RecipientEntry comment(Caller caller, String name, @Nullable String comment) {
        return metastore.journal().exclusively(() -> {
            RecipientEntry before = existing(name);
            metastore.access().requireManage(caller, ref(name));
            Header header = before.header().commented(comment);
            RecipientEntry after =
                    before.withHeader(header.audited(header.audit().changedBy(caller.principal(), clock.millis())));
            metastore.journal().commit(new Batch().put(metastore.shelves().recipients, after.fullName(), after));
            return after;
        });
    }

    public void drop(Caller caller, String name) {
        metastore.journal().exclusively(() -> {
            RecipientEntry recipient = existing(name);
            metastore.access().requireManage(caller, ref(name));
            Batch batch = new Batch();
            metastore.shelves().remove(ref(name), batch);
            shares(recipient).forEach(share -> withdraw(recipient, share, batch));
            metastore.journal().commit(batch);
            return recipient;
        });
    }

    /** One who comes after it by the same name is given nothing of what it had. */
    private void withdraw(RecipientEntry recipient, ShareEntry share, Batch batch) {
        SecurableRef ref = new SecurableRef(SecurableKind.SHARE, share.fullName());
        batch.put(metastore.shelves().grants, ref.key(), metastore.grants().without(ref, recipient.fullName()));
    }

    /** The shares that a recipient may read, in the order of their names. */
    public List<ShareEntry> shares(RecipientEntry recipient) {
        return metastore.shelves().shares.all().stream()
                .filter(share -> metastore
                        .grants()
                        .direct(new SecurableRef(SecurableKind.SHARE, share.fullName()))
                        .getOrDefault(recipient.fullName(), Collections.emptyNavigableSet())
                        .contains("SELECT"))
                .toList();
    }

    /** The recipient that stands for another metastore. */
    Optional<RecipientEntry> of(String globalMetastoreId) {
        return metastore.shelves().recipients.all().stream()
                .filter(recipient -> Objects.equals(recipient.globalMetastoreId(), globalMetastoreId))
                .findFirst();
    }

    private RecipientEntry existing(String name) {
        return metastore
                .shelves()
                .recipients
                .get(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> SecurableKind.RECIPIENT.missing(name));
    }

    private static SecurableRef ref(String name) {
        return new SecurableRef(SecurableKind.RECIPIENT, name);
    }
}
