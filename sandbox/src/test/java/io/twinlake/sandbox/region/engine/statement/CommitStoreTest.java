package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinlake.sandbox.region.delta.log.CommitStore;
import io.twinlake.sandbox.region.lake.LakePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists and reads a log's folder as Delta expects of any store. */
@ExtendWith(EngineFixture.Shared.class)
class CommitStoreTest {

    private static final Path ROOT = new Path("abfss://lake@northeuropelake.dfs.core.windows.net/store");

    private final EngineFixture fixture;
    private final Configuration configuration = SparkContext.getOrCreate().hadoopConfiguration();
    private final CommitStore store = new CommitStore(configuration);

    CommitStoreTest(EngineFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void listsTheFilesOfOneFolderFromANameOn() throws IOException {
        write("listed/a");
        write("listed/c");
        write("listed/b");
        write("listed/c/below");

        assertThat(names("listed/b")).containsExactly("b", "c");
    }

    @Test
    void findsNothingInAnEmptyFolder() throws IOException {
        Path folder = new Path(ROOT, "empty");
        folder.getFileSystem(configuration).mkdirs(folder);

        assertThat(names("empty/a")).isEmpty();
    }

    @Test
    void knowsAFolderThatIsNotThere() {
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> names("absent/a"));
    }

    @Test
    void knowsAFileThatIsNotThere() {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> store.read(new Path(ROOT, "absent/_last_checkpoint"), configuration));
    }

    private List<String> names(String from) throws IOException {
        List<String> names = new ArrayList<>();
        store.listFrom(new Path(ROOT, from), configuration)
                .forEachRemaining(file -> names.add(file.getPath().getName()));
        return names;
    }

    private void write(String name) {
        fixture.storage.write(LakePath.parse(ROOT.toString()).child(name), "content".getBytes(StandardCharsets.UTF_8));
    }
}
