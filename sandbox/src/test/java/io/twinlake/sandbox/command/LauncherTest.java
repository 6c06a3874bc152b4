package io.twinlake.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something; the programs it looks for are stand-ins that only tell their version. */
class LauncherTest {

    @TempDir
    Path folder;

    private Path bin;
    private Path project;

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void copyLauncher() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of(
                "dirname",
                "sed",
                "head",
                "find",
                "readlink",
                "mkdir",
                "mktemp",
                "touch",
                "mv",
                "cp",
                "ln",
                "rm",
                "cat")) {
            program(tool, "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        project = Files.createDirectory(folder.resolve("project"));
        Path launcher =
                Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("../twinlake");
        Files.copy(launcher, project.resolve("twinlake"));
        Files.writeString(project.resolve("pom.xml"), "");
        Files.createDirectories(project.resolve("module/src/main"));
        Files.writeString(project.resolve("module/pom.xml"), "");
    }

    @Test
    void saysInOneSentenceThatJavaIsMissing() throws Exception {
        Ended ended = launch("status");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("twinlake: needs a JDK, 17 or later, and found no java: install one or set JAVA_HOME.\n");
    }

    @Test
    void saysInOneSentenceThatJavaIsTooOld() throws Exception {
        program("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        assertThat(launch("status").err())
                .isEqualTo("twinlake: needs a JDK, 17 or later, and " + bin.resolve("java") + " is version 11.\n");
    }

    @Test
    void saysInOneSentenceThatMavenIsMissing() throws Exception {
        jdk();

        assertThat(launch("status").err())
                .isEqualTo("twinlake: needs Maven, 3.8 or later, to build itself, and found none.\n");
    }

    @Test
    void saysInOneSentenceThatMavenIsTooOld() throws Exception {
        jdk();
        program("mvn", "echo 'Apache Maven 3.6.3'");

        assertThat(launch("status").err())
                .isEqualTo("twinlake: needs Maven, 3.8 or later, to build itself, and found 3.6.\n");
    }

    @Test
    void buildsOnceAndSendsEachCommandToItsMain() throws Exception {
        jdk();
        maven();

        Ended first = launch("-o", "json", "status", "--strict");
        assertThat(first.out()).contains("io.twinlake.orchestrator.Main -o json status --strict");
        assertThat(first.err()).contains("building");

        Ended second = launch("--config", "demo", "sandbox", "down");
        assertThat(second.out()).contains("io.twinlake.sandbox.command.Sandbox --config demo sandbox down");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void runsFromACopyOfTheJarsThatALaterBuildLeavesAlone() throws Exception {
        jdk();
        maven();
        String[] classpath =
                launch("status").out().replaceFirst("(?s).*-cp (\\S+).*", "$1").split(":");

        Files.writeString(project.resolve("orchestrator/target/quick/orchestrator-1.jar"), "second");

        assertThat(Path.of(classpath[0])).hasFileName("orchestrator-1.jar").hasContent("first");
        assertThat(classpath[1]).isEqualTo("/some.jar");
        assertThat(Path.of(classpath[2])).isEqualTo(Path.of(classpath[0]).resolveSibling("config-1.jar"));
    }

    @Test
    void keepsTheExitCodeOfTheCommand() throws Exception {
        jdk();
        maven();
        program("java", "case $* in *-version*) echo 'openjdk version \"17.0.1\"' >&2 ;; *) exit 6 ;; esac");

        assertThat(launch("failover").exit()).isEqualTo(6);
    }

    private void jdk() throws IOException {
        program("java", "case $* in *-version*) echo 'openjdk version \"17.0.1\"' >&2 ;; *) echo \"$@\" ;; esac");
        program("javac", "");
    }

    private void maven() throws IOException {
        program("mvn", """
                case $1 in -v) echo 'Apache Maven 3.8.7'; exit ;; esac
                for module in sandbox orchestrator; do
                    mkdir -p $module/target/quick
                    echo first >$module/target/quick/$module-1.jar
                    echo /some.jar:$PWD/config/target/quick/config-1.jar >$module/target/quick/classpath.txt
                done""");
    }

    private void program(String name, String script) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended launch(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", project.resolve("twinlake").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        Path err = folder.resolve("err");
        Process process =
                builder.directory(folder.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }
}
