package io.twinlake.ledger.export.signed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.config.access.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class VerifiedExportTest {
    private static final ExportName NAME = new ExportName("ledger-1", 1, ExportName.Kind.SNAPSHOT);
    private static final Secret KEY = new Secret("0123456789abcdef0123456789abcdef");

    /** One line of 64 million characters in 64 kB: whoever unpacks it first says something else of it, or runs out of memory. */
    @Test
    void unpacksNoBombThatIsNotSignedWithOurKey() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream bomb = new GZIPOutputStream(packed)) {
            byte[] million = new byte[1_000_000];
            for (int i = 0; i < 64; i++) {
                bomb.write(million);
            }
        }
        packed.write(new byte[Signature.LENGTH]);

        assertThatThrownBy(() -> VerifiedExport.read(NAME, packed.toByteArray(), KEY))
                .isInstanceOf(RefusedExport.class)
                .hasMessageContaining("was changed or cut off, or signed with another key");
    }
}
