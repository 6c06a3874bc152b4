package io.twinlake.sandbox.region.lake;

/**
 * A place in a lake: account host, container, and the blob name below it, unescaped and without slashes at its ends.
 */
public record LakePath(String host, String container, String key) {

    private static final String SCHEME = "abfss://";

    public LakePath {
        key = withoutEndSlashes(key);
    }

    /** Whether a location is written as one of a lake. */
    public static boolean isLakeLocation(String location) {
        return location.startsWith(SCHEME);
    }

    /** Reads {@code abfss://container@host/key} as SQL writes it; nothing in it is decoded. */
    public static LakePath parse(String location) {
        int at = location.indexOf('@');
        if (!isLakeLocation(location) || at < 0) {
            throw new IllegalArgumentException("Not an abfss:// location: " + location);
        }
        int slash = location.indexOf('/', at);
        int hostEnd = slash < 0 ? location.length() : slash;
        return new LakePath(
                location.substring(at + 1, hostEnd),
                location.substring(SCHEME.length(), at),
                location.substring(hostEnd));
    }

    public LakePath child(String relative) {
        return new LakePath(host, container, key.isEmpty() ? relative : key + "/" + relative);
    }

    /** The part of the name after the last slash. */
    public String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The name below a folder that holds this path. */
    public String relativeTo(LakePath folder) {
        return key.substring(folder.key.length() + 1);
    }

    /** The location as SQL and Hadoop write it. */
    @Override
    public String toString() {
        return SCHEME + container + "@" + host + "/" + key;
    }

    private static String withoutEndSlashes(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '/') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '/') {
            to--;
        }
        return text.substring(from, to);
    }
}
