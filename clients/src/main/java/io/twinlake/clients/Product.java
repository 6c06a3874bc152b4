package io.twinlake.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program calls itself towards the platforms. */
public final class Product {
    public static final String NAME = "twinlake";

    private Product() {}

    /** The version that was built, for example {@code 0.1.0}. */
    public static String version() {
        try (InputStream file = Product.class.getResourceAsStream("product.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
