package io.twinlake.failover.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    private static final String FILES = "delta.deletedFileRetentionDuration";
    private static final String LOG = "delta.logRetentionDuration";

    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();

    @Test
    void isThePlatformsWhereNothingIsSet() {
        Retention retention = Retention.of(properties);

        assertThat(retention.shorterThan(Duration.ofDays(7))).isEmpty();
        assertThat(retention.shorterThan(Duration.ofDays(8))).containsOnlyKeys(FILES);
        assertThat(retention.shorterThan(Duration.ofDays(31))).containsOnlyKeys(FILES, LOG);
    }

    @ParameterizedTest
    @CsvSource({
        "interval 1 week,         7, true",
        "interval 1 week,         8, false",
        "168 hours,               7, true",
        "INTERVAL 1 WEEK 2 DAYS,  9, true",
        "interval 0 hours,        1, false",
        "whatever,                1, false"
    })
    void isReadAsDeltaWritesIt(String interval, int days, boolean enough) {
        properties.put(FILES, interval);

        assertThat(Retention.of(properties).shorterThan(Duration.ofDays(days)).isEmpty())
                .isEqualTo(enough);
    }
}
