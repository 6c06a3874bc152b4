package io.twinlake.config.description;

import io.twinlake.config.access.Secret;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.description.Shape.Single;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a group's endpoints, and the switch targets that they stand for. */
public final class EndpointKeys {
    private static final Format FUNCTION_APP = Formats.resource(
            "a Function app's resource id, /subscriptions/.../providers/Microsoft.Web/sites/NAME",
            "Microsoft\\.Web/sites/[^/]+(/slots/[^/]+)?");
    private static final Format BACKEND = Formats.resource(
            "an API Management backend's resource id,"
                    + " /subscriptions/.../providers/Microsoft.ApiManagement/service/NAME/backends/NAME;"
                    + " a backend of one of its workspaces cannot be turned",
            "Microsoft\\.ApiManagement/service/[^/]+/backends/[^/]+");

    private static final Named HEADERS = new Named(Formats.HEADER, new Single(Formats.HEADER_VALUE), 1);

    private static final Section FUNCTION = Section.of(
            Key.required("id", FUNCTION_APP, "resource id", "The Function app."),
            Key.required("url", Formats.ADDRESS, "https URL", "Its own address, as the gateway asks it."),
            Key.optional(
                    "headers",
                    HEADERS,
                    "secrets by header",
                    "What it wants of whoever asks it, such as its key in `x-functions-key`."));

    private static final Section LOOKUP = Section.of(
            Key.required(
                    "functions",
                    new Named(Formats.REGION, FUNCTION, 2),
                    "sections by region name",
                    "The lookup Function of each of the group's regions."),
            Key.optional(
                    "proof",
                    proof("60s"),
                    "section",
                    "What proves that a Function has turned on every instance; a planned move sends nobody there before."));

    private static final Section GATEWAY = Section.of(
            Key.required("backend", BACKEND, "resource id", "The backend of API Management that is turned."),
            Key.required("url", Formats.ADDRESS, "https URL", "The gateway's address, as clients ask it."),
            Key.required("probe", Formats.URL_PATH, "path", "A lookup that must always be answered."),
            Key.optional(
                    "headers",
                    HEADERS,
                    "secrets by header",
                    "What it wants of its clients, such as a subscription key in `Ocp-Apim-Subscription-Key`."),
            Key.optional("proof", proof("2s"), "section", "What proves that the gateway has turned."),
            Key.required(
                    "home",
                    Formats.REGION,
                    "region",
                    "Where API Management itself runs; if it is the region that is lost, the gateway cannot be turned."));

    static final Section ENDPOINTS = Section.of(
            Key.optional("lookup", LOOKUP, "section", "Where the API is served."),
            Key.optional("gateway", GATEWAY, "section", "The gateway in front of it."));

    private EndpointKeys() {}

    private static Section proof(String over) {
        return Section.of(
                Key.standard(
                        "answers",
                        Format.wholeNumber(1, 1000),
                        "answers",
                        "5",
                        "How many answers in a row must come from the new region's workspace."),
                Key.standard("over", Formats.DURATION, "duration", over, "How long that row must last."));
    }

    /** The targets in the order in which they are turned; none where no Function is named: a gateway has something to be turned to only then. */
    public static List<SwitchTarget> targets(Values endpoints) {
        Optional<? extends Values> lookup = endpoints.section("lookup");
        if (lookup.isEmpty()) {
            return List.of();
        }
        Map<String, ? extends Values> functions =
                lookup.get().section("functions").orElseThrow().named();
        Optional<? extends Values> gateway = endpoints.section("gateway");
        List<SwitchTarget> targets = new ArrayList<>();
        ProofTerms proof = proof(lookup.get());
        functions.forEach(
                (region, function) -> targets.add(function(new RegionName(region), function, gateway, proof)));
        gateway.ifPresent(found -> targets.add(gateway(found, functions)));
        return List.copyOf(targets);
    }

    /** A Function answers the gateway's lookup. */
    private static FunctionSettings function(
            RegionName region, Values function, Optional<? extends Values> gateway, ProofTerms proof) {
        URI url = function.get("url", URI.class);
        Optional<String> path = gateway.map(found -> found.get("probe", String.class));
        LookupProbe probe = new LookupProbe(url, path, headers(function), proof);
        return new FunctionSettings(region, function.get("id", String.class), probe);
    }

    private static GatewayBackend gateway(Values gateway, Map<String, ? extends Values> functions) {
        Map<RegionName, URI> urls = new LinkedHashMap<>();
        functions.forEach((region, function) -> urls.put(new RegionName(region), function.get("url", URI.class)));
        return new GatewayBackend(
                gateway.get("home", RegionName.class),
                gateway.get("backend", String.class),
                new LookupProbe(
                        gateway.get("url", URI.class),
                        Optional.of(gateway.get("probe", String.class)),
                        headers(gateway),
                        proof(gateway)),
                urls);
    }

    private static ProofTerms proof(Values endpoint) {
        Values proof = endpoint.section("proof").orElseThrow();
        return new ProofTerms(proof.get("answers", Integer.class), proof.get("over", Duration.class));
    }

    private static Map<String, Secret> headers(Values endpoint) {
        return endpoint.section("headers")
                .map(headers -> headers.named(Secret.class))
                .orElseGet(Map::of);
    }
}
