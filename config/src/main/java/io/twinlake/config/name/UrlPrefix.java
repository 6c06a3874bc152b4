package io.twinlake.config.name;

/**
 * A storage URL and all that lies below it, by whole path segments.
 *
 * @param url without a slash at its end
 */
public record UrlPrefix(String url) {
    public UrlPrefix {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public boolean covers(String other) {
        return other.startsWith(url) && (other.length() == url.length() || other.charAt(url.length()) == '/');
    }

    /** What this one covers, at the same place below another. */
    public String moved(String covered, UrlPrefix to) {
        return to.url + covered.substring(url.length());
    }
}
