package io.twinlake.clients;

import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of texts that may be logged, stored or shown: known secrets by value, all others by their shape. */
public final class Redaction {
    private static final String HIDDEN = "[redacted]";

    private static final List<Pattern> SHAPES = List.of(
            // Keys whose value is a secret, in JSON, query strings, connection strings and headers.
            Pattern.compile("(?i)((?:client_?secret|access_?token|refresh_?token|id_?token|bearer_?token|token_value|"
                    + "sas_?token|account_?key|shared_?access_?signature|shared_?access_?key|password|authorization|"
                    + "x-identity-header|assertion|(?<![\\w])sig)\"?\\s*[:=]\\s*\"?)"
                    + "(?:(?:bearer|basic|sharedkey)\\s+)?[^\\s\"&;,}]+"),
            Pattern.compile("(?i)(\\b(?:bearer|basic|sharedkey)\\s+)[A-Za-z0-9._~+/=:-]{8,}"),
            // Databricks personal access tokens and OAuth secrets, JSON web tokens, storage account keys.
            Pattern.compile("()\\b(?:dapi|dose)[0-9a-f]{16,}(?:-\\d+)?"),
            Pattern.compile("()\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"),
            Pattern.compile("()[A-Za-z0-9+/]{86}=="));

    private static final Redaction BY_SHAPE = new Redaction(List.of());

    private final List<String> known;

    private Redaction(List<String> known) {
        this.known = known;
    }

    /** Hides what looks like a secret. */
    public static Redaction byShape() {
        return BY_SHAPE;
    }

    /** Hides these values wherever they stand, and what looks like a secret. */
    public static Redaction of(List<String> secrets) {
        return new Redaction(
                secrets.stream().filter(secret -> !secret.isBlank()).toList());
    }

    public String apply(String text) {
        String clean = text;
        for (String secret : known) {
            clean = clean.replace(secret, HIDDEN);
        }
        for (Pattern shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll("$1" + HIDDEN);
        }
        return clean;
    }
}
