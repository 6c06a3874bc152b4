package io.twinlake.clients.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private final Marker marker =
            Marker.of(new GroupName("gold group"), "id-1").by("intent-1").on("id-2");

    @Test
    void isReadBackFromProperties() {
        assertThat(Marker.among(marker.properties())).contains(marker);
    }

    @Test
    void tellsItsObjectFromACopyOfItAndFromWhatACloneBrought() {
        assertThat(marker.names("id-2")).isTrue();
        assertThat(marker.namesAnother("id-2")).isFalse();
        assertThat(marker.namesAnother("id-3")).isTrue();
        assertThat(marker.on("id-1").namesAnother("id-3")).isFalse();
    }

    @Test
    void isNotSeenWhereOnlyHalfOfItStands() {
        assertThat(Marker.among(Map.of("twinlake.group", "gold"))).isEmpty();
    }
}
