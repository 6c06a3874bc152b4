package io.twinlake.sandbox.region.metastore.access;

import io.twinlake.sandbox.region.metastore.SecurableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A securable's kind and full name, in lower case. */
public record SecurableRef(SecurableKind kind, String fullName) {

    public SecurableRef {
        fullName = fullName.toLowerCase(Locale.ROOT);
    }

    /** The key under which grants and tags are kept. */
    public String key() {
        return kind.name() + ":" + fullName;
    }

    /** This securable and what holds it, innermost first: privileges are inherited along it. */
    public List<SecurableRef> chain() {
        List<SecurableRef> chain = new ArrayList<>(List.of(this));
        if (standsInSchema()) {
            chain.add(new SecurableRef(SecurableKind.SCHEMA, parentName()));
        }
        if (chain.get(chain.size() - 1).kind == SecurableKind.SCHEMA) {
            chain.add(new SecurableRef(SecurableKind.CATALOG, fullName.substring(0, fullName.indexOf('.'))));
        }
        return chain;
    }

    /** What holds it and is held by nothing. */
    SecurableRef outermost() {
        return chain().get(chain().size() - 1);
    }

    /** The privilege to use what it holds; empty for what is no container. */
    Optional<String> use() {
        return switch (kind) {
            case CATALOG -> Optional.of("USE_CATALOG");
            case SCHEMA -> Optional.of("USE_SCHEMA");
            default -> Optional.empty();
        };
    }

    /** The privilege that shows it in lists; empty where any privilege does. */
    Optional<String> sight() {
        return switch (kind) {
            case TABLE -> Optional.of("SELECT");
            case FUNCTION, REGISTERED_MODEL, MODEL_SERVICE, MODEL_PROVIDER_SERVICE, MCP_SERVICE ->
                Optional.of("EXECUTE");
            case VOLUME -> Optional.of("READ_VOLUME");
            case SECRET -> Optional.of("MANAGE");
            default -> use();
        };
    }

    /** The privilege on the metastore that shows it; empty for what it does not show. */
    Optional<String> sightOnMetastore() {
        return switch (kind) {
            case SHARE, RECIPIENT, PROVIDER -> Optional.of("USE_" + kind.name());
            default -> Optional.empty();
        };
    }

    private boolean standsInSchema() {
        return switch (kind) {
            case TABLE,
                    FUNCTION,
                    VOLUME,
                    REGISTERED_MODEL,
                    SECRET,
                    MODEL_SERVICE,
                    MODEL_PROVIDER_SERVICE,
                    MCP_SERVICE -> true;
            default -> false;
        };
    }

    private String parentName() {
        return fullName.substring(0, fullName.lastIndexOf('.'));
    }
}
