package io.twinlake.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteInstallationTest {

    @TempDir
    Path folder;

    @Test
    void saysInOneSentenceThatNodeIsMissing() {
        AzuriteInstallation azurite =
                new AzuriteInstallation(folder, folder.resolve("node").toString());

        assertThatThrownBy(azurite::ensure).hasMessage("The sandbox needs Node 20 or later, and found none.");
    }

    @Test
    void saysInOneSentenceThatNodeIsTooOld() throws IOException {
        Path node = folder.resolve("node");
        Files.writeString(node, "#!/bin/sh\necho v18.19.0\n");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rwxr-xr-x"));
        AzuriteInstallation azurite = new AzuriteInstallation(folder, node.toString());

        assertThatThrownBy(azurite::ensure).hasMessage("The sandbox needs Node 20 or later, and found v18.19.0.");
    }

    @Test
    void locksItsPackagesWithoutNamingADownloadAddress() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "."));

        assertThat(module.resolve("azurite/package-lock.json"))
                .content()
                .contains("\"integrity\"")
                .doesNotContain("\"resolved\"");
    }
}
