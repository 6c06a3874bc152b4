package io.twinlake.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.access.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LedgerLocationTest {
    private static final Path CONFIGURATION = Path.of("/etc/twinlake/twinlake.yml");

    @Test
    void takesARelativePathFromTheConfigurationsFolder() {
        LedgerLocation location = new LedgerLocation("jdbc:h2:file:../ledger/main", null, null);

        assertThat(location.resolvedAgainst(CONFIGURATION).url()).isEqualTo("jdbc:h2:file:/etc/ledger/main");
        assertThat(location.resolvedAgainst(CONFIGURATION).path()).isEqualTo(Path.of("/etc/ledger/main"));
    }

    @Test
    void leavesAbsolutePathsHomesAndServersAlone() {
        for (String url : new String[] {"jdbc:h2:file:/var/l", "jdbc:h2:file:~/l", "jdbc:postgresql://db/l"}) {
            assertThat(new LedgerLocation(url, null, null)
                            .resolvedAgainst(CONFIGURATION)
                            .url())
                    .isEqualTo(url);
        }
    }

    @Test
    void neverPrintsAPassword() {
        LedgerLocation location = new LedgerLocation("jdbc:postgresql://db/l?password=hush", "ann", new Secret("hush"));

        assertThat(location).hasToString("jdbc:postgresql://db/l");
    }
}
