package io.twinlake.sandbox.region.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.sandbox.region.lake.LakeFile;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.lake.LakeStorage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineFixture.Shared.class)
class LakeStorageTest {

    private final LakeStorage storage;

    LakeStorageTest(EngineFixture fixture) {
        this.storage = fixture.storage;
    }

    @Test
    void letsOneWriterWinAndRecognizesItsOwnBytes() {
        LakePath file = folder().child("00000000000000000000.json");
        assertThat(storage.writeIfAbsent(file, bytes("mine"))).isTrue();
        assertThat(storage.writeIfAbsent(file, bytes("mine"))).isTrue();
        assertThat(storage.writeIfAbsent(file, bytes("yours"))).isFalse();
        assertThat(storage.read(file)).hasValue(bytes("mine"));
    }

    @Test
    void keepsEveryCharacterOfAName() {
        LakePath folder = folder().child("p=a b%3Ac#é+?");
        LakePath copy = folder().child("copy").child("100% ü");
        storage.write(folder.child("f"), bytes("x"));
        assertThat(storage.list(folder)).extracting(LakeFile::path).containsExactly(folder.child("f"));
        assertThat(storage.copy(folder.child("f"), copy)).isTrue();
        assertThat(storage.read(copy)).hasValue(bytes("x"));
        assertThat(storage.copy(folder.child("none"), copy)).isFalse();
        storage.deleteFolder(folder);
        assertThat(storage.isEmpty(folder)).isTrue();
        assertThat(storage.read(copy)).isPresent();
    }

    private static LakePath folder() {
        return LakePath.parse("abfss://lake@westeuropelake.dfs.core.windows.net/storage-test");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
