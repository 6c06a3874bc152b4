package io.twinlake.config.primacy;

import io.twinlake.config.name.RegionName;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A setting in Azure that decides which region answers a group's API. What turns it is its mechanism in {@code failover}. */
public sealed interface SwitchTarget {
    /** On which side of the API a target stands. */
    enum Role {
        /** What the API reads: it is turned before a client is sent there. */
        BEHIND,
        /** Where clients arrive. */
        FRONT
    }

    Role role();

    /** Names it in the ledger's journal, in documents and to people; no two of a group have the same. */
    String name();

    /** The service of Azure that keeps it, for people. */
    String service();

    /** The region that it is managed from: while that is lost, it cannot be turned. Behind the API also the region that asks through it. */
    RegionName home();

    /** The Azure resource id of what is turned. */
    String resource();

    /** What of Azure's actions Twinlake's identity must be allowed there, to read it and to turn it. */
    List<String> actions();

    /** What proves which region answers there. */
    LookupProbe probe();

    /**
     * The two settings by which a region's lookup Function finds its warehouse.
     *
     * @param app the Azure resource id of the Function app
     */
    record FunctionSettings(RegionName home, String app, LookupProbe probe) implements SwitchTarget {
        @Override
        public Role role() {
            return Role.BEHIND;
        }

        @Override
        public String name() {
            return "lookup " + home;
        }

        @Override
        public String service() {
            return "App Service";
        }

        @Override
        public String resource() {
            return app;
        }

        @Override
        public List<String> actions() {
            return List.of("Microsoft.Web/sites/config/list/action", "Microsoft.Web/sites/config/write");
        }
    }

    /**
     * The backend of an API gateway, whose address decides which region's Function is asked.
     *
     * @param backend the Azure resource id of the backend
     * @param functions the address of each region's Function
     */
    record GatewayBackend(RegionName home, String backend, LookupProbe probe, Map<RegionName, URI> functions)
            implements SwitchTarget {
        public GatewayBackend {
            functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        }

        @Override
        public Role role() {
            return Role.FRONT;
        }

        @Override
        public String name() {
            return "gateway";
        }

        @Override
        public String service() {
            return "API Management";
        }

        @Override
        public String resource() {
            return backend;
        }

        @Override
        public List<String> actions() {
            return List.of(
                    "Microsoft.ApiManagement/service/backends/read", "Microsoft.ApiManagement/service/backends/write");
        }
    }
}
