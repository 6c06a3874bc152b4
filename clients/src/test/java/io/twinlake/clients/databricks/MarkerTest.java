package io.twinlake.clients.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.GroupName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkerTest {
    private final Marker marker = Marker.of(new GroupName("gold group"), "id-1");

    @Test
    void isReadBackFromPropertiesAndFromAComment() {
        assertThat(Marker.among(marker.properties())).contains(marker);
        assertThat(Marker.endOf(marker.appendTo("Adds\none"))).contains(marker);
        assertThat(Marker.endOf(marker.appendTo(null))).contains(marker);
    }

    @Test
    void leavesACommentAsItWas() {
        assertThat(Marker.strip(marker.appendTo("Adds\none"))).isEqualTo("Adds\none");
        assertThat(Marker.strip(marker.appendTo(null))).isNull();
        assertThat(Marker.strip("no marker")).isEqualTo("no marker");
    }

    @Test
    void isNotSeenWhereOnlyHalfOfItStands() {
        assertThat(Marker.among(Map.of("twinlake.group", "gold"))).isEmpty();
    }
}
