package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row filter of a table, or of all tables in a catalog or schema, for some principals.
 *
 * @param on the catalog, schema or table
 * @param to whom it binds, each a user, service principal or group
 * @param except whom it does not bind all the same
 */
public record Policy(Header header, SecurableRef on, GuardCall filter, List<String> to, List<String> except) {

    /** Stands between a securable's key and a policy's name in the key of the policy. */
    private static final String POLICY = "#policy:";

    public Policy {
        to = List.copyOf(to);
        except = List.copyOf(except);
    }

    /** One that is to be made. */
    public static Policy wanted(
            String name,
            @Nullable String comment,
            SecurableRef on,
            GuardCall filter,
            List<String> to,
            List<String> except) {
        return new Policy(
                new Header(name, UUID.randomUUID().toString(), comment, Map.of(), Audit.createdBy("", 0)),
                on,
                filter,
                to,
                except);
    }

    /** Its name, unique on its securable. */
    public String name() {
        return header.fullName();
    }

    Policy withHeader(Header newHeader) {
        return new Policy(newHeader, on, filter, to, except);
    }

    Policy on(SecurableRef securable) {
        return new Policy(header, securable, filter, to, except);
    }

    /** Whoever owns or manages the table is bound as well. */
    boolean binds(Caller caller) {
        return to.stream().anyMatch(caller::is) && except.stream().noneMatch(caller::is);
    }

    String key() {
        return key(on, name());
    }

    static String key(SecurableRef on, String name) {
        return on.key() + POLICY + name;
    }
}
