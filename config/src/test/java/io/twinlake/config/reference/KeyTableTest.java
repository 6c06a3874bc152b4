package io.twinlake.config.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    @Test
    void isWhatTheDocumentationPrints() throws IOException {
        assertThat(Files.readString(Path.of("../README.md"))).contains(KeyTable.markdown());
    }

    @Test
    void listsEveryKeyOnce() {
        assertThat(KeyTable.markdown().lines().skip(2).map(row -> row.split("\\|")[1]))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(40);
    }
}
