package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.lake.LakePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clones tables that others wrote; the rows that Spark reads from both sides, and those that came along, must agree. */
@ExtendWith(EngineFixture.Shared.class)
class CloneCorpusTest {

    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "delta-golden");

    /** Partitioned by a time without a zone: what came along was read in another zone than ours. */
    private static final Set<String> ZONED = Set.of("data-reader-partition-values");

    private final EngineFixture fixture;

    @TempDir
    private Path folder;

    CloneCorpusTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void clonesEveryTableOfTheGoldenCollection() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "the golden tables are not beside this checkout: " + CORPUS);
        try (Stream<Path> tables = Files.list(CORPUS)) {
            for (Path archive : tables.sorted().toList()) {
                check(archive);
            }
        }
    }

    private void check(Path archive) throws IOException {
        String name = archive.getFileName().toString().replace(".tar.gz", "");
        LakePath source = new LakePath("westeuropelake.dfs.core.windows.net", "lake", "golden/" + name);
        unpack(archive, source);
        String original = "delta.`" + source + "`";
        String copy = "delta.`abfss://lake@northeuropelake.dfs.core.windows.net/golden/" + name + "`";
        String clone = "CREATE OR REPLACE TABLE " + copy + " DEEP CLONE " + original;
        if (!readable(original)) {
            assertThatExceptionOfType(SqlFailure.class).as(name).isThrownBy(() -> fixture.sql(clone));
            return;
        }
        fixture.sql(clone);
        assertThat(rows(copy)).as(name).isEqualTo(rows(original));
        Path expected = folder.resolve(name).resolve("expected");
        if (Files.exists(expected) && !ZONED.contains(name)) {
            assertThat(rows(copy)).as(name).isEqualTo(rows("parquet.`" + expected + "`"));
        }
    }

    private boolean readable(String table) {
        try {
            rows(table);
            return true;
        } catch (SqlFailure broken) {
            return false;
        }
    }

    private List<String> rows(String table) {
        return fixture.sql("SELECT to_json(struct(*)) FROM " + table).rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .sorted()
                .toList();
    }

    /** The table's own files go to the lake, the rest of the archive to the temporary folder. */
    private void unpack(Path archive, LakePath place) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String[] parts = entry.getName().replaceFirst("^\\./", "").split("/", 3);
                if (entry.isDirectory() || parts.length < 3 || parts[2].endsWith(".crc")) {
                    continue;
                }
                if (parts[1].equals("delta")) {
                    fixture.storage.write(place.child(parts[2]), tar.readAllBytes());
                } else {
                    Path target = folder.resolve(parts[0]).resolve(parts[1]).resolve(parts[2]);
                    Files.createDirectories(target.getParent());
                    Files.write(target, tar.readAllBytes());
                }
            }
        }
    }
}
