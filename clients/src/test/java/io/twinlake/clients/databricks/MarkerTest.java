package io.twinlake.clients.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.GroupName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private final Marker marker = Marker.of(new GroupName("gold group"), "id-1");

    @Test
    void isReadBackFromProperties() {
        assertThat(Marker.among(marker.properties())).contains(marker);
    }

    @Test
    void isNotSeenWhereOnlyHalfOfItStands() {
        assertThat(Marker.among(Map.of("twinlake.group", "gold"))).isEmpty();
    }
}
