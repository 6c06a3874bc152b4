package io.twinlake.sandbox.region.metastore;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A kind of securable: what it is called, which privileges it takes, and the error that says it is missing. */
public enum SecurableKind {
    METASTORE(
            ErrorKind.METASTORE_DOES_NOT_EXIST,
            Set.of(
                    "CREATE_CATALOG",
                    "CREATE_CONNECTION",
                    "CREATE_EXTERNAL_LOCATION",
                    "CREATE_STORAGE_CREDENTIAL",
                    "CREATE_SHARE",
                    "CREATE_RECIPIENT",
                    "CREATE_PROVIDER",
                    "USE_SHARE",
                    "USE_RECIPIENT",
                    "USE_PROVIDER",
                    "SET_SHARE_PERMISSION",
                    "USE_MARKETPLACE_ASSETS",
                    "MANAGE_ALLOWLIST")),
    CATALOG(ErrorKind.CATALOG_DOES_NOT_EXIST, Privileges.CATALOG),
    SCHEMA(ErrorKind.SCHEMA_DOES_NOT_EXIST, Privileges.SCHEMA),
    TABLE(ErrorKind.TABLE_DOES_NOT_EXIST, Set.of("SELECT", "MODIFY", "APPLY_TAG", "MANAGE", "ALL_PRIVILEGES")),
    FUNCTION(ErrorKind.FUNCTION_DOES_NOT_EXIST, Set.of("EXECUTE", "APPLY_TAG", "MANAGE", "ALL_PRIVILEGES")),
    VOLUME(
            ErrorKind.RESOURCE_DOES_NOT_EXIST,
            Set.of("READ_VOLUME", "WRITE_VOLUME", "APPLY_TAG", "MANAGE", "ALL_PRIVILEGES")),
    /** Privileges on it are granted as on a function. */
    REGISTERED_MODEL(ErrorKind.RESOURCE_DOES_NOT_EXIST, Set.of()),
    SECRET(ErrorKind.RESOURCE_DOES_NOT_EXIST, Set.of("READ_SECRET", "MANAGE", "ALL_PRIVILEGES")),
    MODEL_SERVICE(ErrorKind.RESOURCE_DOES_NOT_EXIST, Privileges.SERVICE),
    MODEL_PROVIDER_SERVICE(ErrorKind.RESOURCE_DOES_NOT_EXIST, Privileges.SERVICE),
    MCP_SERVICE(ErrorKind.RESOURCE_DOES_NOT_EXIST, Privileges.SERVICE),
    SHARE(ErrorKind.SHARE_DOES_NOT_EXIST, Set.of("SELECT")),
    RECIPIENT(ErrorKind.RECIPIENT_DOES_NOT_EXIST, Set.of()),
    PROVIDER(ErrorKind.PROVIDER_DOES_NOT_EXIST, Set.of()),
    STORAGE_CREDENTIAL(
            ErrorKind.STORAGE_CREDENTIAL_DOES_NOT_EXIST,
            Set.of(
                    "CREATE_EXTERNAL_LOCATION",
                    "CREATE_EXTERNAL_TABLE",
                    "READ_FILES",
                    "WRITE_FILES",
                    "MANAGE",
                    "ALL_PRIVILEGES")),
    EXTERNAL_LOCATION(
            ErrorKind.EXTERNAL_LOCATION_DOES_NOT_EXIST,
            Set.of(
                    "CREATE_EXTERNAL_TABLE",
                    "CREATE_EXTERNAL_VOLUME",
                    "CREATE_MANAGED_STORAGE",
                    "CREATE_FOREIGN_SECURABLE",
                    "EXTERNAL_USE_LOCATION",
                    "READ_FILES",
                    "WRITE_FILES",
                    "BROWSE",
                    "MANAGE",
                    "ALL_PRIVILEGES"));

    private final ErrorKind missing;

    @SuppressWarnings("ImmutableEnumChecker") // each set is made by Set.of or Set.copyOf
    private final Set<String> privileges;

    SecurableKind(ErrorKind missing, Set<String> privileges) {
        this.missing = missing;
        this.privileges = privileges;
    }

    /** The privileges that may be granted on it. */
    public Set<String> privileges() {
        return privileges;
    }

    /** Its name in a sentence, such as {@code External Location}. */
    public String title() {
        StringBuilder title = new StringBuilder();
        for (String word : name().split("_", -1)) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(word.charAt(0))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }

    /** The failure that says that there is none of that name. */
    public CatalogFailure missing(String fullName) {
        return new CatalogFailure(missing, title() + " '" + fullName + "' does not exist.");
    }

    /** The kind that a request names; case does not matter. */
    public static SecurableKind named(String name) {
        for (SecurableKind kind : values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw new CatalogFailure(
                ErrorKind.INVALID_PARAMETER_VALUE, "SECURABLETYPE \"" + name + "\" is not a valid securable type");
    }

    private static final class Privileges {
        static final Set<String> SERVICE = Set.of("EXECUTE", "READ_METADATA", "MANAGE", "ALL_PRIVILEGES");
        static final Set<String> SCHEMA = Set.of(
                "USE_SCHEMA",
                "CREATE_TABLE",
                "CREATE_VIEW",
                "CREATE_FUNCTION",
                "CREATE_MODEL",
                "CREATE_VOLUME",
                "CREATE_SECRET",
                "CREATE_SERVICE",
                "READ_SECRET",
                "READ_METADATA",
                "CREATE_MATERIALIZED_VIEW",
                "EXECUTE",
                "MODIFY",
                "READ_VOLUME",
                "WRITE_VOLUME",
                "REFRESH",
                "SELECT",
                "APPLY_TAG",
                "EXTERNAL_USE_SCHEMA",
                "MANAGE",
                "ALL_PRIVILEGES");
        static final Set<String> CATALOG = with(SCHEMA, "USE_CATALOG", "CREATE_SCHEMA", "BROWSE");

        private static Set<String> with(Set<String> base, String... more) {
            Set<String> all = new TreeSet<>(base);
            all.addAll(Set.of(more));
            return Set.copyOf(all);
        }
    }
}
