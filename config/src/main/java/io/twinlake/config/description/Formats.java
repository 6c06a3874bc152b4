package io.twinlake.config.description;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.twinlake.config.access.Secret;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.config.group.OnDelete;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.NamePattern;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.ObjectPattern;
import io.twinlake.config.name.PropertyPattern;
import io.twinlake.config.name.RegionName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of the single values that {@code twinlake.yml} holds. */
final class Formats {
    static final Format TEXT = Format.text("a text", "\\S", text -> text);
    static final Format REGION =
            Format.text("a region's name: letters, digits and hyphens", "^[a-z][a-z0-9-]*$", RegionName::new);
    static final Format GROUP = Format.text(
            "a group's name: letters, digits, hyphens and underscores", "^[A-Za-z][A-Za-z0-9_-]*$", GroupName::new);
    static final Format CATALOG = Format.text("a catalog's name", "^[^./\\s]+$", text -> text);
    static final Format OWNERS = Format.text(
            "copy or keep", "^(copy|keep)$", text -> AccessPolicy.Owners.valueOf(text.toUpperCase(Locale.ROOT)));
    static final Format MISSING_PRINCIPALS = Format.text(
            "keep or fail",
            "^(keep|fail)$",
            text -> AccessPolicy.MissingPrincipals.valueOf(text.toUpperCase(Locale.ROOT)));
    static final Format ON_DRIFT = Format.text(
            "report or healMetadata",
            "^(report|healMetadata)$",
            text -> text.equals("report") ? SyncLimits.OnDrift.REPORT : SyncLimits.OnDrift.HEAL_METADATA);
    static final Format ON_DELETE = Format.text(
            "report, prune, or keepMarked and a number of days from 1 to 9999, such as keepMarked 30",
            "^(report|prune|keepMarked [1-9][0-9]{0,3})$",
            OnDelete::parse);
    static final Format DURATION = Format.text(
            "a duration above zero such as 500ms, 30s, 15m, 1h or 1d",
            "^[1-9][0-9]{0,8}(ms|s|m|h|d)$",
            Formats::duration);
    static final Format CRON = Format.text(
            "a Quartz cron expression of 6 or 7 fields, seconds first, such as \"0 */15 * * * ?\"",
            "^\\s*\\S+(\\s+\\S+){5,6}\\s*$",
            Formats::cron);
    static final Format ZONE = Format.text("a time zone such as UTC or Europe/Amsterdam", "\\S", Formats::zone);
    static final Format WORKSPACE = Format.text(
            "a workspace's address such as https://adb-1.1.azuredatabricks.net (http only on this host)",
            "^https?://[^/\\s@?#]+/?$",
            Formats::address);
    static final Format STORAGE = Format.text(
            "a storage account's blob endpoint such as https://account.blob.core.windows.net (http only on this host)",
            "^https?://[^/\\s@?#]+(/[^\\s?#]*)?$",
            Formats::address);
    static final Format ADDRESS = Format.text(
            "an https address (http only on this host)", "^https?://[^/\\s@?#]+(/[^\\s?#]*)?$", Formats::address);
    static final Format FILE = Format.text("a file's path", "\\S", Path::of);
    static final Format CONTAINER = Format.text(
            "a container's name: lower-case letters, digits and single hyphens",
            "^[a-z0-9](-?[a-z0-9]){2,62}$",
            text -> text);
    static final Format URL_PATH = Format.text(
            "the path of a lookup that is answered as it stands, such as /customers/1",
            "^/[^\\s{}<>\"\\\\^`|#]*$",
            Formats::path);
    /** What the JDK's client sets by itself, and refuses from others. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    static final Format HEADER =
            Format.text("the name of a header that a client may set", "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", Formats::header);
    static final Format HEADER_VALUE =
            Format.secret("a secret of one line", Format.Content.SECRET, Formats::headerValue);
    static final Format LEDGER = Format.text(
            "jdbc:h2:file:PATH without settings, or jdbc:postgresql://HOST/DATABASE",
            "^jdbc:(h2:file:[^;]+|postgresql://.+/.+)$",
            text -> text);
    static final Format LOCATION = Format.text(
            "a storage URL such as abfss://container@account.dfs.core.windows.net/path",
            "^abfss://[^@/\\s]+@[^@/\\s]+(/.*)?$",
            text -> text);
    static final Format NAME_PATTERN = Format.text(
            "a pattern over schema or schema.object without the catalog, such as scratch_* or *.tmp_*",
            "\\S",
            NamePattern::new);
    static final Format OBJECT_PATTERN = Format.text(
            "a pattern over catalog.schema.object, such as gold.staging.* or gold.api.tmp_*",
            "^[^.]+\\..+\\..+$",
            ObjectPattern::new);
    static final Format PROPERTY_PATTERN = Format.text(
            "a pattern over the names of properties, such as acme.lastRun or acme.*", "\\S", PropertyPattern::new);
    static final Format TABLE =
            Format.text("a table's name as catalog.schema.table", "^[^.]+\\..+\\..+$", Formats::table);
    static final Format SECRET = Format.secret("a secret", Format.Content.SECRET);
    static final Format SIGNING_KEY = Format.secret(
            "a random secret of at least 32 bytes, such as `openssl rand -base64 32` prints",
            Format.Content.SECRET,
            Formats::signingKey);
    static final Format PERSONAL_ACCESS_TOKEN =
            Format.secret("a personal access token", Format.Content.PERSONAL_ACCESS_TOKEN);
    static final Format PORT = Format.wholeNumber(0, 65_535);
    static final Format FLAG = Format.flag();
    static final Format PERCENT = Format.percent();

    private static final int LEAST_KEY = 32;
    private static final int LEAST_DIFFERENT = 8;
    private static final Set<String> PLACEHOLDERS =
            Set.of("setme", "changeme", "replaceme", "changeit", "yourkey", "yoursecret", "placeholder");
    private static final Pattern DURATION_PARTS = Pattern.compile("([0-9]+)([a-z]+)");
    private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "[::1]");

    private Formats() {}

    private static Object duration(String text) {
        Matcher parts = DURATION_PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a number with a unit");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Object cron(String text) {
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ))
                    .parse(text)
                    .validate();
        } catch (IllegalArgumentException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(reason.getMessage(), e);
        }
        return text.strip();
    }

    private static Object signingKey(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length < LEAST_KEY) {
            throw new IllegalArgumentException("a secret of less than " + LEAST_KEY + " bytes");
        }
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (PLACEHOLDERS.stream().anyMatch(plain::contains)
                || text.chars().distinct().count() < LEAST_DIFFERENT) {
            throw new IllegalArgumentException("a placeholder, which anybody could guess");
        }
        return new Secret(text);
    }

    private static Object zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such time zone", e);
        }
    }

    private static Object address(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null) {
            throw new IllegalArgumentException("an address without a host");
        }
        if ("http".equals(address.getScheme()) && !THIS_HOST.contains(address.getHost())) {
            throw new IllegalArgumentException("http to another host would show secrets to the network");
        }
        return address;
    }

    /**
     * The id of a resource of Azure.
     *
     * @param type its provider and its type, in whatever case
     */
    static Format resource(String expected, String type) {
        Pattern whole = Pattern.compile("(?i).+/providers/" + type);
        return Format.text(
                expected, "^/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/[^?#\\s]+[^/?#\\s]$", text -> {
                    if (!whole.matcher(text).matches()) {
                        throw new IllegalArgumentException("the id of something else");
                    }
                    return text;
                });
    }

    private static Object path(String text) {
        URI.create("https://host" + text);
        return text;
    }

    private static Object table(String text) {
        ObjectName name = ObjectName.parse(text);
        if (name.parts().size() != 3) {
            throw new IllegalArgumentException(name.parts().size() + " parts");
        }
        return name;
    }

    private static String header(String name) {
        if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("it belongs to the connection");
        }
        return name;
    }

    /** What a header cannot carry would be refused only when it is sent. */
    private static Secret headerValue(String text) {
        if (text.chars().anyMatch(sign -> sign < ' ' || sign > '~')) {
            throw new IllegalArgumentException("it holds a line break or another sign that no header carries");
        }
        return new Secret(text);
    }
}
